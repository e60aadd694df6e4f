using Orleans.Streaming.Kafka.Append;

namespace Orleans.Streaming.Kafka.Tests.Append;

public sealed class PendingAppendTests
{
    private readonly AppendAnswers _answers = new();
    private int _ended;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_ends_when_all_of_its_records_are_acknowledged_and_says_so_once()
    {
        var append = New(records: 2);
        var waiting = append.EndAsync(since: 0);

        append.Settle(failure: null);
        Assert.False(waiting.IsCompleted);
        append.Settle(failure: null);

        Assert.True(await waiting.WaitAsync(Token));
        append.Abandon("too late");
        Assert.True(await append.EndAsync(since: 5).WaitAsync(Token));
        Assert.Equal(1, _ended);
    }

    [Fact]
    public async Task It_fails_with_what_befell_the_first_record_that_was_refused()
    {
        var append = New(records: 3);
        var waiting = append.EndAsync(since: 0);

        append.Settle("no room");
        append.Settle(failure: null);
        append.Settle("no leader");

        Assert.Equal("no room", (await Assert.ThrowsAsync<KafkaRefusedException>(() => waiting.WaitAsync(Token))).Message);
        Assert.Equal("no room", (await Assert.ThrowsAsync<KafkaRefusedException>(() => append.EndAsync(since: 1))).Message);
    }

    [Fact]
    public async Task Who_has_waited_too_long_is_let_go_and_who_comes_after_hears_how_it_ends()
    {
        var append = New(records: 1);
        var first = append.EndAsync(since: 10);

        append.GiveUp(since: 9);
        Assert.False(first.IsCompleted);
        append.GiveUp(since: 10);
        Assert.False(await first.WaitAsync(Token));

        var second = append.EndAsync(since: 20);
        append.GiveUp(since: 19);
        append.Settle(failure: null);
        Assert.True(await second.WaitAsync(Token));
    }

    [Fact]
    public async Task A_caller_that_holds_its_thread_up_holds_up_nobody_else()
    {
        using var held = new ManualResetEventSlim();
        using var isHeld = new ManualResetEventSlim();
        var (holding, other) = (New(records: 1), New(records: 1));
        var caller = holding.EndAsync(since: 0).ContinueWith(
            _ =>
            {
                isHeld.Set();
                held.Wait(CancellationToken.None);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

        // Both are there before the first turn begins, or the second comes while the first holds its thread: it is the same.
        holding.Settle(failure: null);
        other.Settle(failure: null);

        Assert.True(await other.EndAsync(since: 0).WaitAsync(TimeSpan.FromSeconds(30), Token));
        isHeld.Wait(Token);
        held.Set();
        await caller;
    }

    private PendingAppend New(int records) => new(version: 1, records, _answers, _ => _ended++);
}
