using Cql;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Orleans.Reminders.Cassandra.Tests.Reminders;

// What a real table cannot be made to do: lose an answer.
public sealed class ReminderWriterTests : IDisposable
{
    private static readonly ReminderKey Key = new(GrainId.Create("thing", "1"), "tick");
    private static readonly ReminderEntry Entry = new() { GrainId = Key.Grain, ReminderName = Key.Name };
    private static readonly Guid Known = Guid.NewGuid();
    private static readonly ChangeAnswer Lost = new(ChangeOutcome.Unknown, new TimeoutException());

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedReminderRows _rows = new();
    private readonly ReminderWriter _writer;

    private readonly ReminderMetrics _metrics;
    private readonly MeterReadings _readings;

    public ReminderWriterTests()
    {
        _metrics = new ReminderMetrics(_time);
        _readings = new MeterReadings(_metrics.Meter);
        _writer = new ReminderWriter(_rows, _time, _metrics, NullLogger.Instance);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _readings.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_and_which_is_there_is_done()
    {
        _rows.OnChange(_ => Lost).OnRead(() => _rows.LastETag);

        var etag = await RunAsync(_writer.PutAsync(Key, Entry, CancellationToken.None));

        Assert.Equal([etag], _rows.Changes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_whose_answer_is_lost_and_which_is_not_there_is_not_tried_again(bool another)
    {
        _rows.OnChange(_ => Lost).OnRead(() => another ? Known : null);

        await Assert.ThrowsAsync<OrleansException>(() => RunAsync(_writer.PutAsync(Key, Entry, CancellationToken.None)));
        Assert.Single(_rows.Changes);
    }

    [Fact]
    public async Task A_removal_whose_answer_is_lost_is_tried_again_while_its_ETag_is_there()
    {
        _rows.OnChange(_ => Lost).OnChange(_ => Lost).OnChange(_ => new ChangeAnswer(ChangeOutcome.Applied)).OnRead(() => Known);

        Assert.True(await RunAsync(_writer.RemoveAsync(Key, Known, CancellationToken.None)));
        Assert.Equal([Known, Known, Known], _rows.Changes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_removal_whose_answer_is_lost_is_done_when_nothing_is_there(bool another)
    {
        _rows.OnChange(_ => Lost).OnRead(() => another ? Guid.NewGuid() : null);

        Assert.Equal(!another, await RunAsync(_writer.RemoveAsync(Key, Known, CancellationToken.None)));
    }

    [Fact]
    public async Task A_store_that_answers_nothing_ends_a_removal_after_half_a_minute()
    {
        _rows.OnChange(_ => AfterSeconds(5)).OnRead(() => Known);
        var begin = _time.GetUtcNow();

        await Assert.ThrowsAsync<OrleansException>(() => RunAsync(_writer.RemoveAsync(Key, Known, CancellationToken.None)));

        Assert.InRange((_time.GetUtcNow() - begin).TotalSeconds, 30, 45);
    }

    [Fact]
    public async Task A_removal_that_may_be_done_is_unknown_though_a_later_try_was_not()
    {
        _rows.OnChange(_ => Lost).OnChange(_ => NotDone(5)).OnRead(() => Known);

        await Assert.ThrowsAsync<OrleansException>(() => RunAsync(_writer.RemoveAsync(Key, Known, CancellationToken.None)));
    }

    [Fact]
    public async Task Changes_are_counted_by_what_became_of_them_and_so_are_lost_answers()
    {
        _rows.OnChange(_ => new ChangeAnswer(ChangeOutcome.Applied)).OnChange(_ => new ChangeAnswer(ChangeOutcome.Refused)).OnChange(_ => Lost).OnChange(_ => Lost)
            .OnChange(_ => NotDone(0)).OnRead(() => null);

        await RunAsync(_writer.PutAsync(Key, Entry, CancellationToken.None));
        Assert.False(await RunAsync(_writer.RemoveAsync(Key, Known, CancellationToken.None)));
        Assert.True(await RunAsync(_writer.RemoveAsync(Key, Known, CancellationToken.None)));
        await Assert.ThrowsAsync<OrleansException>(() => RunAsync(_writer.PutAsync(Key, Entry, CancellationToken.None)));
        await Assert.ThrowsAnyAsync<CqlException>(() => RunAsync(_writer.PutAsync(Key, Entry, CancellationToken.None)));

        Assert.Equal([1], _readings.Of("orleans.cassandra.reminder.changes", "operation=put outcome=applied"));
        Assert.Equal([1], _readings.Of("orleans.cassandra.reminder.changes", "operation=remove outcome=refused"));
        Assert.Equal([1], _readings.Of("orleans.cassandra.reminder.changes", "operation=remove outcome=applied"));
        Assert.Equal([1], _readings.Of("orleans.cassandra.reminder.changes", "operation=put outcome=unknown"));
        Assert.Equal([1], _readings.Of("orleans.cassandra.reminder.changes", "operation=put outcome=failed"));
        Assert.Equal([1], _readings.Of("orleans.cassandra.reminder.settled", "outcome=applied"));
        Assert.Equal([1], _readings.Of("orleans.cassandra.reminder.settled", "outcome=unknown"));
    }

    [Fact]
    public async Task Who_waits_too_long_for_its_partition_is_told_that_nothing_was_sent()
    {
        using var gates = new BucketGates(_time);
        var held = await gates.EnterAsync(Key, CancellationToken.None);

        await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(gates.EnterAsync(Key, CancellationToken.None)));
        held.Release();
        (await gates.EnterAsync(Key, CancellationToken.None)).Release();
    }

    private ChangeAnswer NotDone(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        throw new CqlBusyException("It is busy.");
    }

    private ChangeAnswer AfterSeconds(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return Lost;
    }

    private async Task<T> RunAsync<T>(ValueTask<T> call)
    {
        var running = call.AsTask();
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await running;
    }
}
