namespace Orleans.Entities.RocksDb.Tests.Process;

/// <summary>Grain state and reminders share the commit thread, its syncs and its troubles: what they hear is what the disk has.</summary>
public sealed class GrainDataTests : IDisposable
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
        var shim = NewShim();
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);

        var entities = process.AskAsync("burst 1000000 16 20");
        Assert.Equal("640", await process.AskAsync("notes 0 32 20"));
        for (var i = 0; i < 20; i++)
            Assert.Equal("done", await process.AskAsync($"remind {9_000_000_000 + i:D12}"));
        Assert.Equal("320", await entities);
        shim.AssertSyncedBeforeAnswered(640 + 320 + 20);
    }

    [Fact]
    public async Task Everything_answered_is_there_after_a_kill()
    {
        var shim = NewShim();
        await using (var process = await StoreProcess.OpenAsync(_folder.Path, shim))
        {
            var burst = process.AskAsync("notes 0 32 10000");
            for (var i = 0; i < 20; i++)
                Assert.Equal("done", await process.AskAsync($"remind tick{i:D2}"));
            await shim.UntilTraceAsync(trace => trace.Count(line => line[0] == 'A') > 1000);
            await process.KillAsync();
            Assert.False(burst.IsCompleted);
        }

        await using var again = await StoreProcess.OpenAsync(_folder.Path);
        foreach (var marker in shim.Trace().Where(line => line.Length == "A MARK:000000000000".Length && line[0] == 'A').Select(line => line[2..]))
            Assert.Equal(marker, await again.AskAsync($"noted {marker["MARK:".Length..]}"));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"tick{i:D2}"), (await again.AskAsync("reminders")).Split(' '));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_failing_disk_leaves_open_is_settled_before_the_grain_hears(bool full)
    {
        var shim = NewShim();
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);
        Assert.Equal("done", await process.AskAsync("note 1 first"));
        Assert.Equal("done", await process.AskAsync("note 2 first"));
        Assert.Equal("done", await process.AskAsync("note 3 first"));
        Assert.Equal("done", await process.AskAsync("remind tick"));

        if (full)
            shim.FailWrites();
        else
            shim.FailSyncs();
        var calls = new[] { "note 1 second", "note new second", "unnote 2", "remind tock" }.Select(process.AskAsync).ToList();
        var removal = process.AskAsync("unremind tick");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        if (full)
            Assert.All([.. calls, removal], call => Assert.False(call.IsCompleted));
        shim.LetGo();

        Assert.Equal(["done", "done", "done", "done"], await Task.WhenAll(calls));
        Assert.Equal("True", await removal);
        Assert.Equal(("second", "second", "", "first", "tock"), await StateAsync(process));

        // Each goes on with the ETag that it got.
        foreach (var call in new[] { "note 1 third", "note new third", "note 2 third", "note 3 third" })
            Assert.Equal("done", await process.AskAsync(call));
        Assert.Equal("True", await process.AskAsync("unremind tock"));
        await process.KillAsync();
        await using var again = await StoreProcess.OpenAsync(_folder.Path);
        Assert.Equal(("third", "third", "third", "third", ""), await StateAsync(again));
    }

    [Fact]
    public async Task Where_it_cannot_be_settled_in_time_the_activation_ends_and_the_next_one_reads_what_there_is()
    {
        var shim = NewShim();
        await using var process = await StoreProcess.OpenAsync(_folder.Path, shim);
        Assert.Equal("done", await process.AskAsync("note 1 first"));

        shim.FailWrites();
        var unknown = process.AskAsync("note 1 second");
        await Patience.UntilAsync(async () => await process.AskAsync("failure") != "none");
        var refused = new[] { "note 2 second", "remind tick", "noted 1" }.Select(process.AskAsync).ToList();
        Assert.Equal("InconsistentStateException", await unknown);
        Assert.Equal(["EntityStoreException", "EntityStoreException", "EntityStoreException"], await Task.WhenAll(refused));
        shim.LetGo();
        await process.UntilAnswerAsync("failure", "none");

        var stored = await process.AskAsync("noted 1");
        Assert.Contains(stored, (string[])["first", "second"]);
        Assert.Equal(stored == "first" ? "done" : "InconsistentStateException", await process.AskAsync("note 1 third"));
    }

    private static async Task<(string, string, string, string, string)> StateAsync(StoreProcess process) => (
        await process.AskAsync("noted 1"),
        await process.AskAsync("noted new"),
        await process.AskAsync("noted 2"),
        await process.AskAsync("noted 3"),
        await process.AskAsync("reminders"));

    private SyncShim NewShim()
    {
        SyncShim.SkipWhereMissing();
        return new SyncShim(_shimFolder.Path);
    }
}
