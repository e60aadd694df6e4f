using System.IO.Compression;
using System.Text;
using Orleans.Configuration;
using Orleans.Entities.RocksDb.Layout;
using Orleans.Entities.RocksDb.Native;
using Orleans.Storage.Contract;

namespace Orleans.Entities.RocksDb.Tests.Formats;

/// <summary>Families that came after the first release: older folders gain them, and a program leaves those alone that it does not know.</summary>
public sealed class AddedFamiliesTests : IDisposable
{
    private const int FamiliesOfFormat1 = 6;
    private static readonly GrainId Grain = GrainId.Create("thing", "1");

    private readonly TemporaryFolder _folder = new();

    private RocksDbEntityOptions Options => new() { Folder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_of_format_1_gains_grain_state_and_keeps_its_entities()
    {
        await ZipFile.ExtractToDirectoryAsync(
            Path.Combine(AppContext.BaseDirectory, "Formats", "format-1.zip"), _folder.Path, TestContext.Current.CancellationToken);
        var logId = Guid.Empty;
        for (var opened = 0; opened < 3; opened++)
        {
            using var store = TestStore.Open(_folder.Path);
            var activation = new Activation(store.OpenGrainStorage(new StorageSettings()), Grain);
            await activation.ReadAsync();
            Assert.Equal(opened > 0, activation.Exists);
            await activation.WriteAsync($"{opened}");

            Assert.Equal("placed", Encoding.UTF8.GetString((await store.Entities.OpenAsync(new EntityKey("order", "A-17"))).Head.Span));
            Assert.Equal(logId, opened > 0 ? store.Log.LogId : Guid.Empty);
            logId = store.Log.LogId;
        }

        Assert.Equal(Families.Names.Order(), Database.FamiliesIn(_folder.Path, Options).Order());
    }

    [Fact]
    public async Task A_family_of_a_later_program_is_left_alone()
    {
        TestStore.Open(_folder.Path).Dispose();
        using (var database = new Database(_folder.Path, Families.Names, Options, create: false))
        {
            database.AddFamily("later");
            Write(database, (byte)Families.Names.Length, "key"u8, "value"u8);
        }

        for (var i = 0; i < 2; i++)
        {
            using var store = TestStore.Open(_folder.Path);
            await new Activation(store.OpenGrainStorage(new StorageSettings()), GrainId.Create("thing", $"{i}")).WriteAsync("a");
        }

        using var after = new Database(_folder.Path, [.. Families.Names, "later"], Options, create: false);
        using var value = after.Get((byte)Families.Names.Length, "key"u8);
        Assert.Equal("value"u8, value.Span);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(FamiliesOfFormat1)]
    [InlineData(FamiliesOfFormat1 + 1)]
    public async Task A_making_that_was_cut_off_is_finished(int families)
    {
        new Database(_folder.Path, Families.Names[..families], Options, create: true).Dispose();

        using var store = TestStore.Open(_folder.Path);

        var activation = new Activation(store.OpenGrainStorage(new StorageSettings()), Grain);
        await activation.WriteAsync("a");
        await activation.AssertStoredAsync("a", activation.ETag);
        await store.WriteAsync(1);
    }

    [Fact]
    public void A_database_with_another_family_where_ours_would_be_is_refused_and_left_as_it_is()
    {
        using (var database = new Database(_folder.Path, [.. Families.Names[..FamiliesOfFormat1], "theirs"], Options, create: true))
            Write(database, Families.Heads, "key"u8, "value"u8);

        var refusal = Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        Assert.Contains("not an entity store", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(FamiliesOfFormat1 + 1, Database.FamiliesIn(_folder.Path, Options).Count);
    }

    private static void Write(Database database, byte family, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var batch = new RecordBuffer(int.MaxValue);
        batch.Append(BatchRecords.HeaderBytes).Clear();
        batch.Writable(8, 1)[0] = 1;
        BatchRecords.AppendPut(batch, family, key, value);
        database.Write(batch.Span);
    }
}
