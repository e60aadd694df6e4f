using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Tests.Process;

/// <summary>What happens while the disk fails or is full, and that the store comes back by itself.</summary>
public sealed class FailingDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _shimFolder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _shimFolder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_that_fails_is_unknown_and_the_store_recovers_by_itself(bool full)
    {
        SyncShim.SkipWhereMissing();
        var shim = new SyncShim(_shimFolder.Path);
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);
        Assert.Equal("64", await process.AskAsync("burst 0 16 4"));

        if (full)
            shim.FailWrites();
        else
            shim.FailSyncs();
        Assert.Equal("Unknown", await process.AskAsync("commit 1 MARK:000000000001"));
        if (full)
        {
            Assert.NotEqual("none", await process.AskAsync("failure"));
            Assert.Equal("NotApplied", await process.AskAsync("commit 2 MARK:000000000002"));
            Assert.Contains("cannot answer now", await process.AskAsync("read 000000000001"), StringComparison.Ordinal);
            Assert.Contains("cannot answer now", await process.AskAsync("resolve 1"), StringComparison.Ordinal);
        }

        shim.LetGo();
        await process.UntilAnswerAsync("failure", "none");

        var fate = await process.AskAsync("resolve 1");
        Assert.Equal(fate == "Committed" ? "MARK:000000000001" : "", await process.AskAsync("read 1"));
        Assert.Equal("Committed", await process.AskAsync("commit 1 MARK:000000000001"));
        Assert.Equal("Committed", await process.AskAsync("commit 2 MARK:000000000002"));
        await process.KillAsync();

        using var store = TestStore.Open(_folder.Path);
        Assert.Equal(66, await store.CountAsync());
        var events = 0L;
        for (var partition = 0; partition < store.Log.PartitionCount; partition++)
            events += (await store.Log.GetExtentAsync(partition, TestContext.Current.CancellationToken)).Next;
        Assert.Equal(66, events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_write_that_failed_the_next_one_is_decided_on_what_is_stored(bool full)
    {
        SyncShim.SkipWhereMissing();
        var shim = new SyncShim(_shimFolder.Path);
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);
        Assert.Equal("Committed", await process.AskAsync("commit 1 first"));
        Assert.Equal("Committed", await process.AskAsync("update 1 second"));

        if (full)
            shim.FailWrites();
        else
            shim.FailSyncs();
        Assert.Equal("Unknown", await process.AskAsync("update 1 third"));
        shim.LetGo();
        await process.UntilAnswerAsync("failure", "none");

        var fate = await process.AskAsync("resolve 1");
        Assert.Equal(fate == "Committed" ? "third" : "second", await process.AskAsync("read 1"));
        Assert.Equal("Committed", await process.AskAsync("update 1 fourth"));
        Assert.Equal("Committed", await process.AskAsync("resolve 1"));
        Assert.Equal("fourth", await process.AskAsync("read 1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_event_of_a_write_that_failed_is_in_the_log_only_if_the_write_is_stored(bool full)
    {
        SyncShim.SkipWhereMissing();
        var shim = new SyncShim(_shimFolder.Path);
        var ids = OfOnePartition(3);
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);
        Assert.Equal("Committed", await process.AskAsync($"commit {ids[0]} before"));
        Assert.Equal("before", await process.AskAsync($"events {ids[0]}"));

        if (full)
            shim.FailWrites();
        else
            shim.FailSyncs();
        Assert.Equal("Unknown", await process.AskAsync($"commit {ids[1]} failed"));
        shim.LetGo();
        await process.UntilAnswerAsync("failure", "none");

        var stored = await process.AskAsync($"resolve {ids[1]}") == "Committed" ? "before failed" : "before";
        Assert.Equal(stored, await process.AskAsync($"events {ids[0]}"));
        Assert.Equal("Committed", await process.AskAsync($"commit {ids[2]} after"));
        Assert.Equal($"{stored} after", await process.AskAsync($"events {ids[0]}"));
        await process.KillAsync();

        await using var again = await StoreProcess.OpenAsync(_folder.Path);
        Assert.Equal($"{stored} after", await again.AskAsync($"events {ids[0]}"));
    }

    [Fact]
    public async Task Syncs_that_fail_again_and_again_lose_nothing_that_was_answered()
    {
        SyncShim.SkipWhereMissing();
        var shim = new SyncShim(_shimFolder.Path);
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);
        for (var round = 1; round <= 5; round++)
        {
            var burst = process.AskAsync($"burst {round * 1_000_000} 32 40");
            shim.FailSyncs();
            await burst;
            shim.LetGo();
            await process.UntilAnswerAsync("failure", "none");
            Assert.Equal("8", await process.AskAsync($"burst {(round * 1_000_000) + 500_000} 8 1"));
        }

        await process.KillAsync();
        using var store = TestStore.Open(_folder.Path);
        foreach (var marker in shim.Trace().Where(line => line[0] == 'A').Select(line => line[2..]))
        {
            var head = await store.Entities.OpenAsync(new EntityKey("thing", marker["MARK:".Length..]), TestContext.Current.CancellationToken);
            Assert.Equal(1, head.Version);
        }
    }

    private static List<string> OfOnePartition(int count) => Enumerable.Range(0, 1000).Select(i => $"{i}")
        .GroupBy(id => HeadKey.Append(new RecordBuffer(64), new EntityKey("thing", id)).Partition(64))
        .First(ids => ids.Count() >= count).Take(count).ToList();
}
