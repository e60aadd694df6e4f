using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orleans.Entities.Contract;

namespace Orleans.Entities.RocksDb.Tests.Storage;

/// <summary>
/// One bit is flipped somewhere in a file of a folder: either the start is refused and changes nothing, or all is there, or, in a table's
/// data that no start reads through, whoever reads it hears of it. Nothing is left out in silence. The seed of a failure is printed.
/// </summary>
public sealed class RandomDamageTests : IDisposable
{
    private const int Flips = 16;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*.log")]
    [InlineData("*.sst")]
    [InlineData("MANIFEST-*")]
    [InlineData("CURRENT")]
    [InlineData("OPTIONS-*")]
    [InlineData("IDENTITY")]
    public async Task A_flipped_bit_is_refused_or_does_no_harm(string files)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var pristine = Path.Combine(_folder.Path, "pristine");
        await MakeAsync(pristine);
        var expected = await OpenAndDumpAsync(Copy(pristine, "undamaged"));
        for (var flip = 0; flip < Flips; flip++)
        {
            var folder = Copy(pristine, string.Create(CultureInfo.InvariantCulture, $"{flip}"));
            Flip(folder, files, random);
            var before = Data(folder);
            try
            {
                Assert.Equal(expected, await OpenAndDumpAsync(folder));
            }
            catch (EntityStoreException) when (files == "*.sst")
            {
                // It may be found when the log is in tables already, or when somebody reads the place.
                Assert.Equal(before.Where(IsTable), Data(folder).IntersectBy(before.Select(file => file.Name), file => file.Name).Where(IsTable));
            }
            catch (EntityStoreException refusal)
            {
                Assert.Contains($"'{folder}' is damaged and was left as it is", refusal.Message, StringComparison.Ordinal);
                Assert.Contains("put a checkpoint in its place", refusal.Message, StringComparison.Ordinal);
                Assert.Equal(before, Data(folder));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail($"Seed {seed}, flip {flip}: {exception}");
            }
        }
    }

    private static void Flip(string folder, string files, Random random)
    {
        var candidates = Directory.GetFiles(folder, files).Where(file => new FileInfo(file).Length > 0).Order(StringComparer.Ordinal).ToList();
        var file = candidates[random.Next(candidates.Count)];
        var bytes = File.ReadAllBytes(file);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(file, bytes);
    }

    private static async Task MakeAsync(string folder)
    {
        // Each start but the first makes tables of what the one before left in the log.
        for (var life = 0; life < 3; life++)
        {
            using var store = TestStore.Open(folder);
            for (var i = 0; i < 100; i++)
            {
                await new EntityWriter(store.Entities, new EntityKey("thing", $"{life}-{i}")).WriteAsync(
                    $"head of {life}-{i}",
                    [EntityWriter.Row("lines", "1", new string((char)('a' + (i % 26)), 300))],
                    events: [EntityWriter.Event($"{i}")],
                    unfinished: i % 7 == 0);
            }

            await store.Log.SetPositionAsync("reader", life, new LogPosition(store.Log.LogId, life, "thing/1@1.0"), Token);
        }
    }

    private static async Task<string> OpenAndDumpAsync(string folder)
    {
        using var store = TestStore.Open(folder);
        var dump = new StringBuilder();
        await foreach (var entity in store.Entities.ScanAsync("thing", cancellationToken: Token))
        {
            dump.Append(entity.Key).Append(entity.Head.Version).Append(entity.Head.WriteId).Append(Encoding.UTF8.GetString(entity.Head.Head.Span));
            foreach (var row in await store.Entities.ReadRangeAsync(entity.Key, "lines", null, 10, Token))
                dump.Append(Encoding.UTF8.GetString(row.Value.Span));
        }

        dump.AppendJoin(' ', await store.Entities.UnfinishedAsync(Token).ToListAsync(Token));
        for (var partition = 0; partition < store.Log.PartitionCount; partition++)
        {
            var extent = await store.Log.GetExtentAsync(partition, Token);
            dump.Append(extent).Append(await store.Log.GetPositionAsync("reader", partition, Token));
            foreach (var value in await store.Log.ReadAsync(partition, 0, int.MaxValue, TimeSpan.Zero, Token))
                dump.Append(value.Id).Append(Encoding.UTF8.GetString(value.Data.Span));
        }

        return dump.ToString();
    }

    private static bool IsTable((string Name, string Hash) file) => file.Name.EndsWith(".sst", StringComparison.Ordinal);

    private string Copy(string from, string name)
    {
        var to = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return to;
    }

    private static List<(string Name, string Hash)> Data(string folder) =>
    [
        .. from file in Directory.GetFiles(folder).Order(StringComparer.Ordinal)
           let name = Path.GetFileName(file)
           where !name.StartsWith("LOG", StringComparison.Ordinal) && name is not ("OWNER" or "LOCK")
           select (name, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
    ];
}
