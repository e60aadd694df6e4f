using System.Buffers.Binary;
using Orleans.Configuration;
using Orleans.Entities.Contract;
using Orleans.Entities.RocksDb.Layout;
using Orleans.Entities.RocksDb.Native;
using Orleans.Entities.RocksDb.Tests.Process;

namespace Orleans.Entities.RocksDb.Tests.Storage;

/// <summary>Whose the folder is, what it holds, and how it is copied.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_process_is_refused_in_one_sentence()
    {
        using var store = TestStore.Open(_folder.Path);

        await using var second = StoreProcess.Start(_folder.Path);

        Assert.Equal(
            $"The entity store in '{_folder.Path}' is in use by another process: stop that one first, or give this one a folder of its own.",
            await second.Opened);
        await store.WriteAsync(1);
    }

    [Fact]
    public void A_second_store_in_this_process_is_refused_until_the_first_is_closed()
    {
        using (TestStore.Open(_folder.Path))
            Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        TestStore.Open(_folder.Path).Dispose();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused_in_one_sentence()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "not a folder");

        var refusal = Assert.Throws<EntityStoreException>(() => TestStore.Open(Path.Combine(file, "store")));

        Assert.StartsWith($"The entity store's folder '{file}/store' cannot be written (", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_refused_in_one_sentence()
    {
        TestStore.Open(_folder.Path).Dispose();
        var options = new RocksDbEntityOptions { Folder = _folder.Path };
        using (var database = new Database(_folder.Path, Families.Names, options, create: false))
        {
            var newer = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(newer, StoreLayout.FormatVersion + 1);
            var batch = new RecordBuffer(int.MaxValue);
            batch.Append(BatchRecords.HeaderBytes).Clear();
            batch.Writable(8, 1)[0] = 1;
            BatchRecords.AppendPut(batch, Families.Meta, StoreLayout.FormatKey, newer);
            database.Write(batch.Span);
        }

        var refusal = Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        Assert.Equal(
            $"The entity store in '{_folder.Path}' has format 2 and this program knows format 1 only: start the version of the program that wrote it, or a newer one.",
            refusal.Message);
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        var options = new RocksDbEntityOptions { Folder = _folder.Path };
        new Database(_folder.Path, ["default", "theirs"], options, create: true).Dispose();

        var refusal = Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));

        Assert.Contains("not an entity store", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_partitions_is_the_one_the_folder_was_made_with()
    {
        using (var store = TestStore.Open(_folder.Path, options => options.Partitions = 3))
            Assert.Equal(3, store.Log.PartitionCount);

        using var again = TestStore.Open(_folder.Path, options => options.Partitions = 64);
        Assert.Equal(3, again.Log.PartitionCount);
    }

    [Fact]
    public async Task A_checkpoint_holds_what_was_answered_and_opens_as_a_store()
    {
        using var copies = new TemporaryFolder();
        var copy = Path.Combine(copies.Path, "copy");
        using var store = TestStore.Open(_folder.Path);
        await store.WriteAsync(100);

        await store.CheckpointAsync(copy);
        await new EntityWriter(store.Entities, new EntityKey("thing", "later")).WriteAsync("a");

        using var restored = TestStore.Open(copy);
        Assert.Equal(100, await restored.CountAsync());
        Assert.Equal(101, await store.CountAsync());
        Assert.Equal(store.Log.LogId, restored.Log.LogId);
        await Assert.ThrowsAnyAsync<EntityStoreException>(() => store.CheckpointAsync(copy));
    }

    [Fact]
    public async Task A_store_that_is_not_open_says_so()
    {
        var store = TestStore.Open(_folder.Path);
        Assert.Null(store.Failure);
        store.Dispose();

        Assert.NotNull(store.Failure);
        await Assert.ThrowsAsync<EntityStoreException>(async () => await store.Entities.OpenAsync(new EntityKey("thing", "1")));
        var writer = new EntityWriter(store.Entities, new EntityKey("thing", "1"));
        Assert.Equal(CommitOutcome.NotApplied, await store.Entities.CommitAsync(writer.Next("a")));
        store.Dispose();
    }
}
