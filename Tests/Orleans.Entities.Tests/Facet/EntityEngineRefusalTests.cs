namespace Orleans.Entities.Tests;

public sealed class EntityEngineRefusalTests
{
    private static readonly RowSet<CounterRow> Rows = CounterRow.All;

    private readonly EngineHarness _harness = new(
        new() { MaxWaitingCalls = 3, MaxGatheredBytes = 2000 }, new(1 << 10, 1 << 10, 1 << 12));

    [Fact]
    public Task A_rejection_leaves_nothing_behind() => _harness.RunAsync(async () =>
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => _harness.DecideAsync<int>(draft =>
        {
            draft.State = new() { Sum = 9 };
            draft.Put(Rows, "a", new(1));
            draft.Emit(new CounterAdded(1, 1));
            throw new NotSupportedException();
        }).AsTask());
        Assert.Equal(1, await _harness.AddAsync(1));
        Assert.Null(await _harness.Engine.ReadRowAsync(Rows, "a", default));
        Assert.Single(_harness.Truth.Events);
    });

    [Fact]
    public Task A_rejection_waits_for_what_it_rests_on() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var add = _harness.AddAsync(1).AsTask();
        var rejected = _harness.DecideAsync<int>(_ => throw new NotSupportedException()).AsTask();
        Assert.False(rejected.IsCompleted);
        await held.WriteAsync();
        await add;
        await Assert.ThrowsAsync<NotSupportedException>(() => rejected);
    });

    [Fact]
    public Task More_calls_than_may_wait_are_refused_and_change_nothing() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var first = _harness.AddAsync(1).AsTask();
        var others = new[] { _harness.AddAsync(1).AsTask(), _harness.AddAsync(1).AsTask() };
        await Assert.ThrowsAsync<EntityOverloadedException>(() => _harness.AddAsync(1).AsTask());
        await held.WriteAsync();
        await first;
        await held.WriteAsync();
        await Task.WhenAll(others);
        Assert.Equal(3, _harness.Engine.State!.Sum);
    });

    [Fact]
    public Task More_bytes_than_may_gather_are_refused_and_change_nothing() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var first = _harness.AddAsync(1).AsTask();
        var second = _harness.DecideAsync(draft => Emit(draft, 1)).AsTask();
        await Assert.ThrowsAsync<EntityOverloadedException>(() => _harness.DecideAsync(draft => Emit(draft, 45)).AsTask());
        await held.WriteAsync();
        await first;
        await held.WriteAsync();
        await second;
        Assert.Equal(2, _harness.Truth.Events.Count);
    });

    [Fact]
    public Task A_decision_larger_than_a_commit_is_refused_alone() => _harness.RunAsync(async () =>
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _harness.DecideAsync(draft => Emit(draft, 60)).AsTask());
        Assert.Equal(1, await _harness.AddAsync(1));
    });

    [Fact]
    public Task A_misnamed_row_is_refused_alone() => _harness.RunAsync(async () =>
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => PutAsync(""));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => PutAsync("\uD800"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => PutAsync(new string('x', 1025)));
        Assert.Equal(1, await _harness.AddAsync(1));

        Task PutAsync(string key) => _harness.DecideAsync(draft =>
        {
            draft.Put(Rows, key, new(1));
            return true;
        }).AsTask();
    });

    [Fact]
    public async Task A_row_too_large_is_refused_alone()
    {
        var harness = new EngineHarness(limits: new(1 << 10, 1, 1 << 12));
        await harness.RunAsync(async () =>
        {
            await Assert.ThrowsAsync<ArgumentException>(() => harness.DecideAsync(draft =>
            {
                draft.Put(Rows, "a", new(1));
                return true;
            }).AsTask());
            Assert.Equal(1, await harness.AddAsync(1));
        });
    }

    [Fact]
    public Task Rows_and_ranges_not_asked_for_are_not_there_to_be_seen() => _harness.RunAsync(async () =>
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _harness.DecideAsync(draft => draft.Get(Rows, "a")).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _harness.DecideAsync(draft => draft.Range(Rows, null, 2), Rows.Range(null, 3)).AsTask());
    });

    [Fact]
    public Task A_draft_is_for_the_turn_of_its_decision() => _harness.RunAsync(async () =>
    {
        var kept = await _harness.DecideAsync(draft => draft);
        Assert.Throws<InvalidOperationException>(() => kept.State);
        Assert.Throws<InvalidOperationException>(() => kept.Delete(Rows, "a"));
    });

    [Fact]
    public Task A_decision_cannot_start_another() => _harness.RunAsync(async () =>
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _harness.DecideAsync(_ => _harness.AddAsync(1)).AsTask());
        Assert.Equal(1, await _harness.AddAsync(1));
    });

    [Fact]
    public Task A_token_ends_the_waiting_and_not_the_write() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        using var source = new CancellationTokenSource();
        var add = _harness.AddAsync(1, source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => add);
        await held.WriteAsync();
        Assert.Equal(2, await AddHeldAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _harness.AddAsync(1, source.Token).AsTask());
        Assert.Equal(2, _harness.Engine.State!.Sum);

        async Task<int> AddHeldAsync()
        {
            var next = _harness.AddAsync(1).AsTask();
            await Eventually.HoldsAsync(() => held.Count == 1, "the next write flies");
            await held.WriteAsync();
            return await next;
        }
    });

    private static bool Emit(IDraft<CounterState> draft, int times)
    {
        for (var i = 0; i < times; i++)
            draft.Emit(new CounterAdded(i, i));
        return true;
    }
}
