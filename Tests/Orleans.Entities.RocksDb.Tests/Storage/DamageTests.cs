using System.Security.Cryptography;
using Orleans.Entities.Contract;
using Orleans.Entities.RocksDb.Engine;

namespace Orleans.Entities.RocksDb.Tests.Storage;

/// <summary>What a start does with files that are not as they were left.</summary>
public sealed class DamageTests : IDisposable
{
    private const int Count = 200;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.97)]
    public async Task A_flipped_byte_within_the_log_is_refused_and_nothing_is_changed(double place)
    {
        await WriteAsync();
        var log = Logs().Single();
        Damage(log, bytes => bytes[(int)(bytes.Length * place)] ^= 0x10);
        var before = Data();

        var refusal = Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        Assert.Contains($"The entity store in '{_folder.Path}' is damaged and was left as it is", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("checkpoint", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Data());

        // The refusal has not spoilt anything either: with the byte put right, all is there.
        Damage(log, bytes => bytes[(int)(bytes.Length * place)] ^= 0x10);
        using var store = TestStore.Open(_folder.Path);
        Assert.Equal(Count, await store.CountAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_record_cut_short_at_the_end_is_taken_for_one_that_was_never_finished(int cut)
    {
        await WriteAsync();
        var log = Logs().Single();
        CutShort(log, cut);

        using var store = TestStore.Open(_folder.Path);

        Assert.Equal(Count - 1, await store.CountAsync());
    }

    [Fact]
    public async Task A_last_record_that_lacks_pages_was_never_synced_and_is_cut_off_and_kept()
    {
        await WriteAsync();
        await AppendAsync(headBytes: 100_000);
        var log = Logs()[^1];
        Damage(log, bytes => bytes.AsSpan(bytes.Length - 60_000, 40_000).Clear());

        using (var store = TestStore.Open(_folder.Path))
            Assert.Equal(Count, await store.CountAsync());

        Assert.True(new FileInfo($"{log}.torn").Length > 100_000);
        await AppendAsync(headBytes: 10);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public async Task A_record_that_lacks_pages_and_has_another_behind_it_is_refused(double place)
    {
        await WriteAsync();
        Damage(Logs().Single(), bytes => bytes.AsSpan((int)(bytes.Length * place), 9_000).Clear());
        var before = Data();

        Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        Assert.Equal(before, Data());
    }

    [Fact]
    public async Task A_flipped_byte_in_the_last_record_is_refused()
    {
        await WriteAsync();
        Damage(Logs().Single(), bytes => bytes[^50] ^= 0x10);
        var before = Data();

        Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        Assert.Equal(before, Data());
    }

    [Fact]
    public async Task Zeros_where_a_record_begins_are_not_passed_over()
    {
        await WriteAsync();
        var log = Logs().Single();
        Damage(log, bytes => bytes.AsSpan(RecordsOf(bytes)[40]..(32 << 10)).Clear());
        var before = Data();

        Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        Assert.Equal(before, Data());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-10)]
    [InlineData(-1)]
    public async Task A_flipped_bit_in_the_type_of_a_record_does_not_keep_the_start_busy_for_ever(int record)
    {
        await WriteAsync();

        // The bit makes it a record of a log that is used again, which RocksDB takes for the log's end, or reads over and over.
        await AssertRefusedAsync(record, (bytes, at) => bytes[at + 6] ^= 4);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(-2)]
    [InlineData(-1)]
    public async Task A_record_that_seems_longer_than_the_log_is_not_taken_for_its_end(int record)
    {
        await WriteAsync();

        await AssertRefusedAsync(record, (bytes, at) => bytes[at + 5] ^= 0x20);
    }

    [Fact]
    public async Task A_manifest_whose_last_record_seems_longer_is_refused()
    {
        await WriteAsync();
        TestStore.Open(_folder.Path).Dispose();
        Damage(Directory.GetFiles(_folder.Path, "MANIFEST-*").Single(), bytes => bytes[RecordsOf(bytes)[^1] + 5] ^= 0x20);
        var before = Data();

        var refusal = Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        Assert.Contains("'MANIFEST-", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Data());
    }

    [Fact]
    public async Task A_log_cut_short_that_is_not_the_newest_is_refused()
    {
        using (var store = TestStore.Open(_folder.Path, options => options.WriteBufferBytes = 8 << 20))
        {
            // Rows fill a memtable, and a log with it; the heads beside them are too few to be written out, and keep the log.
            var writer = new EntityWriter(store.Entities, new EntityKey("thing", "1"));
            for (var i = 0; i < 60; i++)
                await writer.WriteAsync(puts: [EntityWriter.Row("lines", $"{i}", new string('r', 200_000))]);
        }

        var logs = Logs();
        Assert.True(logs.Length > 1, "The test needs two logs.");
        CutShort(logs[0], 100);

        Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));
    }

    [Fact]
    public async Task A_folder_without_its_first_file_is_refused_and_not_made_anew()
    {
        await WriteAsync();
        File.Delete(Path.Combine(_folder.Path, "CURRENT"));
        var before = Data();

        var refusal = Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Data());
    }

    [Fact]
    public async Task A_lost_table_is_refused()
    {
        await WriteAsync();
        TestStore.Open(_folder.Path).Dispose();
        File.Delete(Directory.GetFiles(_folder.Path, "*.sst")[0]);

        Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));
    }

    private static void Damage(string file, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(file);
        change(bytes);
        File.WriteAllBytes(file, bytes);
    }

    private static void CutShort(string file, int bytes)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(stream.Length - bytes);
    }

    private async Task AssertRefusedAsync(int record, Action<byte[], int> damage)
    {
        Damage(Logs().Single(), bytes => damage(bytes, RecordsOf(bytes)[record < 0 ? ^-record : record]));
        var before = Data();

        var refusal = await Task.Run(() => Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path)))
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Contains("is damaged and was left as it is", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Data());
    }

    private static List<int> RecordsOf(byte[] log)
    {
        var records = new List<int>();
        for (var at = LogFormat.NextHeader(0); at < log.Length; at = LogFormat.NextHeader(at + LogFormat.HeaderBytes + LogFormat.LengthAt(log, at)))
            records.Add(at);
        return records;
    }

    private async Task WriteAsync()
    {
        using var store = TestStore.Open(_folder.Path);
        await store.WriteAsync(Count);
    }

    private async Task AppendAsync(int headBytes)
    {
        using var store = TestStore.Open(_folder.Path);
        await new EntityWriter(store.Entities, new EntityKey("last", "1")).WriteAsync(new string('h', headBytes));
    }

    private string[] Logs() => [.. Directory.GetFiles(_folder.Path, "*.log").Order(StringComparer.Ordinal)];

    private List<(string Name, string Hash)> Data() =>
    [
        .. from file in Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal)
           let name = Path.GetFileName(file)
           where name.EndsWith(".log", StringComparison.Ordinal) || name.EndsWith(".sst", StringComparison.Ordinal)
               || name.StartsWith("MANIFEST", StringComparison.Ordinal) || name == "CURRENT"
           select (name, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
    ];
}
