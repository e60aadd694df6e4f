namespace Orleans.Entities.RocksDb.Tests.Process;

/// <summary>That an answer means the disk has it: shown between the store and the kernel, for a killed process loses no page of the kernel's cache.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _shimFolder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _shimFolder.Dispose();
    }

    [Fact]
    public async Task No_answer_precedes_the_sync_of_its_bytes()
    {
        SyncShim.SkipWhereMissing();
        var shim = new SyncShim(_shimFolder.Path);
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);

        Assert.Equal("1280", await process.AskAsync("burst 0 64 20"));

        shim.AssertSyncedBeforeAnswered(1280);
    }

    [Fact]
    public async Task A_commit_is_neither_answered_nor_seen_while_its_sync_is_under_way()
    {
        SyncShim.SkipWhereMissing();
        var shim = new SyncShim(_shimFolder.Path);
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);

        shim.HoldSyncs();
        var commit = process.AskAsync("commit 1 MARK:000000000001");
        await shim.UntilTraceAsync(trace => trace is [.., "B"]);
        var seen = await process.AskAsync("read 1");
        var answeredEarly = commit.IsCompleted;
        shim.LetGo();

        Assert.Equal("Committed", await commit);
        Assert.False(answeredEarly);
        Assert.Equal("", seen);
        Assert.Equal("MARK:000000000001", await process.AskAsync("read 1"));
    }

    [Fact]
    public async Task An_event_is_not_in_the_log_while_its_sync_is_under_way()
    {
        SyncShim.SkipWhereMissing();
        var shim = new SyncShim(_shimFolder.Path);
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);

        shim.HoldSyncs();
        var commit = process.AskAsync("commit 1 MARK:000000000001");
        await shim.UntilTraceAsync(trace => trace is [.., "B"]);
        var seen = await process.AskAsync("events 1");
        shim.LetGo();

        Assert.Equal("Committed", await commit);
        Assert.Equal("", seen);
        Assert.Equal("MARK:000000000001", await process.AskAsync("events 1"));
    }

    [Fact]
    public async Task Everything_answered_is_there_after_each_kill()
    {
        SyncShim.SkipWhereMissing();
        var shim = new SyncShim(_shimFolder.Path);
        for (var round = 1; round <= 3; round++)
        {
            await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);
            var burst = process.AskAsync($"burst {round * 1_000_000} 64 10000");
            await shim.UntilTraceAsync(trace => trace.Count(line => line[0] == 'A') > 1000 * round);
            await process.KillAsync();
            Assert.False(burst.IsCompleted);

            using var store = TestStore.Open(_folder.Path);
            foreach (var marker in shim.Trace().Where(line => line[0] == 'A').Select(line => line[2..]))
            {
                var head = await store.Entities.OpenAsync(new EntityKey("thing", marker["MARK:".Length..]), TestContext.Current.CancellationToken);
                Assert.Equal(1, head.Version);
            }
        }
    }
}
