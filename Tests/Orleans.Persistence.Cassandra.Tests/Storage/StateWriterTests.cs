using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Orleans.Persistence.Cassandra.Tests.Storage;

// What the contract cannot stage with a real table: see StateWriter's picture.
public sealed class StateWriterTests : IDisposable
{
    private static readonly StateKey Key = new(GrainId.Create("thing", "1"), "state");
    private static readonly StateTag Before = StateTag.After(null);
    private static readonly StateTag Rival = StateTag.After(Before);
    private static readonly StateChange Change = new(Before, StateTag.After(Before), new byte[] { 1 });
    private static readonly ChangeAnswer Lost = ChangeAnswer.Unknown(new TimeoutException());

    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    private readonly ScriptedStateTable _table = new();
    private readonly StateMetrics _metrics = new("tests");

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public async Task A_try_that_is_refused_by_itself_is_done()
    {
        _table.OnChange(() => Lost).OnChange(() => ChangeAnswer.Refused(Change.Next)).OnRead(() => Before);

        Assert.Equal(ChangeOutcome.Applied, (await RunAsync(Change)).Outcome);
        Assert.Equal([Change, Change], _table.Changes);
    }

    [Fact]
    public async Task A_try_that_is_refused_by_a_rival_is_refused_with_what_was_found()
    {
        _table.OnChange(() => Lost).OnChange(() => ChangeAnswer.Refused(Rival)).OnRead(() => Before);

        Assert.Equal(ChangeAnswer.Refused(Rival), await RunAsync(Change));
    }

    [Fact]
    public async Task It_is_asked_until_there_is_an_answer()
    {
        _table.OnChange(() => Lost).OnChange(() => Lost).OnChange(() => Lost).OnChange(() => ChangeAnswer.Applied).OnRead(() => Before);

        Assert.Equal(ChangeOutcome.Applied, (await RunAsync(Change)).Outcome);
        Assert.Equal(4, _table.Changes.Count);
    }

    [Fact]
    public async Task A_store_that_answers_nothing_leaves_it_unknown_after_half_a_minute()
    {
        _table.OnChange(() => Lost).OnRead(() => Before);
        var begin = _time.GetUtcNow();

        Assert.Equal(ChangeOutcome.Unknown, (await RunAsync(Change)).Outcome);

        Assert.InRange((_time.GetUtcNow() - begin).TotalSeconds, 30, 40);
        Assert.All(_table.Changes, change => Assert.Equal(Change, change));
    }

    [Fact]
    public async Task A_first_write_that_was_never_seen_is_tried_again_where_no_row_is_ever_deleted()
    {
        var first = Change with { Expected = null };
        _table.OnChange(() => Lost).OnChange(() => ChangeAnswer.Applied).OnRead(() => null);

        Assert.Equal(ChangeOutcome.Applied, (await RunAsync(first)).Outcome);
    }

    [Fact]
    public async Task A_first_write_that_may_have_been_deleted_since_is_not_tried_again()
    {
        var first = Change with { Expected = null };
        _table.OnChange(() => Lost).OnRead(() => null);

        Assert.Equal(ChangeOutcome.Unknown, (await RunAsync(first, rowsAreDeleted: true)).Outcome);
        Assert.Single(_table.Changes);
    }

    [Fact]
    public async Task A_deletion_after_which_nothing_is_there_is_done()
    {
        _table.OnChange(() => Lost).OnRead(() => null);

        Assert.Equal(ChangeOutcome.Applied, (await RunAsync(new StateChange(Before, Next: null))).Outcome);
    }

    private async Task<ChangeAnswer> RunAsync(StateChange change, bool rowsAreDeleted = false)
    {
        var writer = new StateWriter(_table, rowsAreDeleted, _metrics, _time, NullLogger.Instance);
        var running = writer.ChangeAsync(Key, change).AsTask();
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await running;
    }
}
