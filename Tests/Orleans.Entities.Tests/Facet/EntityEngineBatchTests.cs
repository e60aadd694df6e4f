namespace Orleans.Entities.Tests;

public sealed class EntityEngineBatchTests
{
    private static readonly RowSet<CounterRow> Rows = CounterRow.All;

    private readonly EngineHarness _harness = new();

    [Fact]
    public Task What_comes_while_a_write_flies_goes_with_the_next() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var first = _harness.AddAsync(1).AsTask();
        var others = Enumerable.Range(0, 10).Select(_ => _harness.AddAsync(1).AsTask()).ToArray();
        Assert.Equal(1, held.Count);
        await held.WriteAsync();
        Assert.Equal(1, await first);
        Assert.Equal(1, held.Count);
        Assert.Equal(10, held.Next.Events.Count);
        await held.WriteAsync();
        Assert.Equal(Enumerable.Range(2, 10), await Task.WhenAll(others));
        Assert.Equal(2, _harness.Engine.Version);
    });

    [Fact]
    public Task A_batch_has_one_operation_a_row_the_last() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var first = _harness.AddAsync(1).AsTask();
        var put = _harness.DecideAsync(draft => Put(draft, "a", 1)).AsTask();
        var again = _harness.DecideAsync(draft => Put(draft, "a", 2)).AsTask();
        var gone = _harness.DecideAsync(draft => Put(draft, "b", 1)).AsTask();
        var delete = _harness.DecideAsync(draft => Delete(draft, "b")).AsTask();
        await held.WriteAsync();
        await first;
        Assert.Equal(["a"], held.Next.Puts.Select(put => put.Key.Key));
        Assert.Equal(["b"], held.Next.Deletes.Select(row => row.Key));
        await held.WriteAsync();
        await Task.WhenAll(put, again, gone, delete);
        Assert.Equal(2, (await _harness.Engine.ReadRowAsync(Rows, "a", default))!.Amount);
    });

    [Fact]
    public Task A_decision_sees_rows_that_are_not_durable_yet() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var put = _harness.DecideAsync(draft => Put(draft, "a", 7)).AsTask();
        var look = _harness.DecideAsync(draft => draft.Get(Rows, "a")!.Amount, Rows.Row("a")).AsTask();
        var page = _harness.DecideAsync(draft => draft.Range(Rows, null, 10).Single().Key, Rows.Range(null, 10)).AsTask();
        Assert.False(look.IsCompleted);
        await held.WriteAsync();
        await put;
        Assert.Equal(7, await look);
        Assert.Equal("a", await page);
    });

    [Fact]
    public Task The_world_does_not_see_what_is_not_durable() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var put = _harness.DecideAsync(draft => Put(draft, "a", 7)).AsTask();
        var add = _harness.AddAsync(1).AsTask();
        Assert.Null(_harness.Engine.State);
        Assert.Equal(0, _harness.Engine.Version);
        await held.WriteAsync();
        await put;
        Assert.Null(_harness.Engine.State);
        await held.WriteAsync();
        await add;
        Assert.Equal(1, _harness.Engine.State!.Sum);
    });

    [Fact]
    public Task Setting_what_is_there_already_changes_nothing() => _harness.RunAsync(async () =>
    {
        await _harness.AddAsync(1);
        Assert.True(await _harness.DecideAsync(draft =>
        {
            draft.State = draft.State! with { Sum = 1 };
            return true;
        }));
        Assert.Equal(1, _harness.Truth.Commits);
    });

    [Fact]
    public Task A_head_can_be_removed() => _harness.RunAsync(async () =>
    {
        await _harness.AddAsync(1);
        await _harness.DecideAsync(draft => (draft.State = null) is null);
        Assert.Null(_harness.Engine.State);
        Assert.Equal(0, (await _harness.Truth.OpenAsync(EngineHarness.Key)).Head.Length);
        Assert.Equal(2, _harness.Engine.Version);
    });

    [Fact]
    public Task A_change_of_rows_alone_keeps_the_head() => _harness.RunAsync(async () =>
    {
        await _harness.AddAsync(5);
        await _harness.DecideAsync(draft => Put(draft, "a", 1));
        Assert.False((await _harness.Truth.OpenAsync(EngineHarness.Key)).Head.IsEmpty);
        Assert.Equal(5, _harness.Engine.State!.Sum);
    });

    [Fact]
    public Task Open_work_is_marked_as_long_as_there_is_any() => _harness.RunAsync(async () =>
    {
        await _harness.DecideAsync(draft => (draft.State = new() { IsOpen = true }).Sum);
        Assert.True((await _harness.Truth.OpenAsync(EngineHarness.Key)).Unfinished);
        await _harness.DecideAsync(draft => Put(draft, "a", 1));
        Assert.True((await _harness.Truth.OpenAsync(EngineHarness.Key)).Unfinished);
        await _harness.DecideAsync(draft => (draft.State = draft.State! with { IsOpen = false }).Sum);
        Assert.False((await _harness.Truth.OpenAsync(EngineHarness.Key)).Unfinished);
    });

    [Fact]
    public Task A_draft_tells_the_version_that_its_changes_get() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var versions = Enumerable.Range(0, 3).Select(i => _harness.DecideAsync(draft =>
        {
            Put(draft, $"{i}", i);
            return draft.NextVersion;
        }).AsTask()).ToArray();
        await held.WriteAsync();
        await versions[0];
        await held.WriteAsync();
        Assert.Equal(new long[] { 1, 2, 2 }, await Task.WhenAll(versions));
        Assert.Equal(2, _harness.Engine.Version);
    });

    [Fact]
    public Task The_commit_carries_the_cause_of_its_first_decision() => _harness.RunAsync(async () =>
    {
        EntityCommit? commit = null;
        _harness.Truth.OnCommitted = written => commit = written;
        using var activity = new System.Diagnostics.Activity("test").SetIdFormat(System.Diagnostics.ActivityIdFormat.W3C).Start();
        await _harness.AddAsync(1);
        Assert.Equal(activity.Id, commit!.TraceParent);
        Assert.Equal(_harness.Time.GetUtcNow(), commit.Time);
    });

    [Fact]
    public Task A_range_reads_on_past_what_was_deleted() => _harness.RunAsync(async () =>
    {
        for (var i = 0; i < 9; i++)
            await _harness.DecideAsync(draft => Put(draft, $"{i}", i));
        var held = new HeldCommits(_harness);
        var delete = _harness.DecideAsync(draft =>
        {
            for (var i = 0; i < 5; i++)
                draft.Delete(Rows, $"{i}");
            return true;
        }).AsTask();
        var page = _harness.DecideAsync(draft => draft.Range(Rows, null, 3).Select(row => row.Value.Amount).ToArray(), Rows.Range(null, 3)).AsTask();
        await held.WriteAsync();
        await delete;
        Assert.Equal(new[] { 5, 6, 7 }, await page);
        var view = await _harness.Engine.ReadRangeAsync(Rows, "6", 10, default);
        Assert.Equal([7, 8], view.Rows.Select(row => row.Value.Amount));
        Assert.Equal(10, view.Version);
    });

    private static bool Put(IDraft<CounterState> draft, string key, int amount)
    {
        draft.Put(Rows, key, new(amount));
        return true;
    }

    private static bool Delete(IDraft<CounterState> draft, string key)
    {
        draft.Delete(Rows, key);
        return true;
    }
}
