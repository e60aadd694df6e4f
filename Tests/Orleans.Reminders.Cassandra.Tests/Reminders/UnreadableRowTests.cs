using Cql;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging;
using Orleans.Reminders.Cassandra.Tests.Servers;

namespace Orleans.Reminders.Cassandra.Tests.Reminders;

/// <summary>A row that somebody has damaged costs itself and no other.</summary>
[Collection<OneNode>]
public sealed class UnreadableRowTests(OneNode node)
{
    [Theory]
    [InlineData("etag = null")]
    [InlineData("start_at = null")]
    [InlineData("start_at = 9223372036854775807")]
    [InlineData("period_ms = 9223372036854775807")]
    public async Task A_row_that_cannot_be_read_is_left_out_and_told_of(string damage)
    {
        var token = TestContext.Current.CancellationToken;
        var logger = new HearingLogger();
        await using var reminders = new CassandraReminders((await node.StartedOrSkipAsync()).Nodes) { Logger = logger };
        var table = await reminders.OpenAsync();
        var (good, bad) = (GrainId.Create("thing", "good"), GrainId.Create("thing", "bad"));
        foreach (var grain in new[] { good, bad })
            await table.UpsertRow(new ReminderEntry { GrainId = grain, ReminderName = "tick", StartAt = DateTime.UnixEpoch, Period = TimeSpan.FromMinutes(1) }, token);

        var store = await reminders.OpenStoreAsync(token);
        var hash = bad.GetUniformHashCode();
        var where = $"service = '{reminders.ServiceOf("tests")}' AND bucket = {hash >> 24} AND grain_hash = {hash} AND grain_type = 'thing' AND grain_id = 'bad' AND name = 'tick'";
        (await store.ExecuteAsync(new SimpleStatement($"UPDATE {store.Table(ReminderSchema.Table)} SET {damage} WHERE {where} IF EXISTS"), token)).Dispose();

        using var readings = new MeterReadings(reminders.Metrics.Meter);
        Assert.Equal(good, Assert.Single((await table.ReadRows(0, 0, token)).Reminders).GrainId);
        Assert.Contains("'tick' of grain 'thing/bad'", Assert.Single(logger.Heard), StringComparison.Ordinal);
        Assert.Equal([1], readings.Of("orleans.cassandra.reminder.unreadable"));
        Assert.Single(readings.Of("orleans.cassandra.reminder.read.duration", "scope=range outcome=read"));
    }

    private sealed class HearingLogger : ILogger<CassandraReminderTable>
    {
        public List<string> Heard { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Heard.Add(formatter(state, exception));
    }
}
