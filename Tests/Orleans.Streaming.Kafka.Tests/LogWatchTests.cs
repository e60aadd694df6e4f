using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Configuration;
using Orleans.Streaming.Kafka.Tests.Read;

namespace Orleans.Streaming.Kafka.Tests;

[Collection(nameof(OneBroker))]
public sealed class LogWatchTests(OneBroker broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partition_that_lost_its_end_stands_still_with_both_offsets_and_the_others_go_on()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        for (var version = 1; version <= 3; version++)
            await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(0), version));
        using var logs = new RecordedLogs();
        var clients = new Forgetful(test.Options, logs);
        await using var session = await LogSession.OpenAsync(test.Options, clients, null, new FakeTimeProvider(), logs, Token);

        // Seen once it may be a leader's that does not know the end yet.
        clients.Lost = 2;
        await session.LookAsync(Token);
        Assert.Equal(3, (await ReadAsync(session, 0)).Count);

        await session.LookAsync(Token);
        var told = await Assert.ThrowsAsync<LogTruncatedException>(() => ReadAsync(session, 0));
        Assert.Equal($"Partition 0 of topic '{test.Options.Topic}' ends at 1, and was read up to 3: events were lost.", told.Message);
        Assert.Empty(await ReadAsync(session, 1));
        Assert.Contains((LogLevel.Critical, $"The log stands still until it is right and the process starts anew; nothing is skipped: {told.Message}"), logs.Messages);
    }

    private static async Task<IReadOnlyList<LogEvent>> ReadAsync(LogSession session, int partition)
        => await session.Reader.ReadAsync(partition, 0, 10, TimeSpan.Zero, Token);

    private sealed class Forgetful(KafkaEventLogOptions options, ILogger logger) : KafkaClients(options, logger)
    {
        private readonly string _topic = options.Topic;

        public int Lost { get; set; }

        public override IConsumer<byte[], byte[]> Offsets() => ForgetfulConsumer.Of(base.Offsets(), new(_topic, 0), () => Lost);
    }
}
