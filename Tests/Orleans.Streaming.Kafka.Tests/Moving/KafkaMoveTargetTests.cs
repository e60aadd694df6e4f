using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Moving;

namespace Orleans.Streaming.Kafka.Tests.Moving;

/// <summary>A topic that is moved into, and what is wrong with it or with what comes.</summary>
[Collection(nameof(OneBroker))]
public sealed class KafkaMoveTargetTests(OneBroker broker)
{
    private static readonly MoveExport Export = new(Guid.NewGuid(), Guid.NewGuid(), 64);

    [Fact]
    public async Task Events_are_where_they_were_to_be_and_what_is_there_is_not_written_again()
    {
        var log = await NewLogAsync();
        await using (var target = await OpenAsync(log))
        {
            await target.WriteAsync([Event(log, 0), Event(log, 1)]);
            await target.SaveAsync(3);
        }

        await using var again = await OpenAsync(log);
        await again.WriteAsync([Event(log, 0), Event(log, 1), Event(log, 2)]);

        Assert.Equal((3, false), (again.Chunks, again.IsFinished));
        Assert.Equal([0, 1, 2], (await log.ReadToEndAsync(0)).Select(value => value.Offset));
        Assert.Empty(await again.PositionsAsync().ToListAsync());
    }

    [Fact]
    public async Task Who_writes_between_two_events_is_found_by_the_offset_of_the_second()
    {
        var log = await NewLogAsync();
        await using var target = await OpenAsync(log);
        await target.WriteAsync([Event(log, 0)]);
        await log.AppendAsync(Commits.Of(log.EntityIn(0), 9));

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => target.WriteAsync([Event(log, 1)]).AsTask());

        Assert.Contains("Somebody else writes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_import_that_begins_as_well_ends_the_first()
    {
        var options = await NewOptionsAsync();
        await using var log = new KafkaEventLog(options, TimeProvider.System, NullLoggerFactory.Instance);
        await using var other = new KafkaEventLog(options, TimeProvider.System, NullLoggerFactory.Instance);
        var target = await new KafkaMovableLog(log, TimeProvider.System).OpenTargetAsync(Export, () => Task.CompletedTask);
        await other.OpenAsTargetAsync(TestContext.Current.CancellationToken);
        await other.SetPositionAsync(ImportMark.Reader, 0, new ImportMark(Guid.NewGuid(), 0, IsFinished: false).ToPosition());

        await Assert.ThrowsAsync<MoveRefusedException>(() => target.SaveAsync(1).AsTask());
    }

    [Fact]
    public async Task An_event_that_is_larger_than_the_topic_takes_is_named()
    {
        var log = await NewLogAsync();
        await using var target = await OpenAsync(log);

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => target.WriteAsync([Event(log, 0, bytes: 6 << 20)]).AsTask());

        Assert.Contains(log.EntityIn(0).Id, refused.Message, StringComparison.Ordinal);
        Assert.Contains("max.message.bytes", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<IMoveLogTarget> OpenAsync(KafkaEventLog log)
        => await new KafkaMovableLog(log, TimeProvider.System).OpenTargetAsync(Export, () => Task.CompletedTask);

    private static MovedEvent Event(KafkaEventLog log, long offset, int bytes = 2) => new(new LogEvent
    {
        Partition = 0,
        Offset = offset,
        Entity = log.EntityIn(0),
        Version = offset + 1,
        Index = 0,
        Type = "tests.thing.happened.v1",
        Time = DateTimeOffset.UnixEpoch,
        Data = new byte[bytes],
    });

    private async Task<Orleans.Configuration.KafkaEventLogOptions> NewOptionsAsync() => TestLog.OptionsFor(await broker.StartedOrSkipAsync());

    private async Task<KafkaEventLog> NewLogAsync() => new(await NewOptionsAsync(), TimeProvider.System, NullLoggerFactory.Instance);
}
