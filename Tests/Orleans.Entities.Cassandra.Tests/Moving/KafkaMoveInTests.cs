using Orleans.Entities.Cassandra.Tests.Contract;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Moving;

/// <summary>From files into Cassandra and Kafka, where events are numbered anew.</summary>
[Collection(nameof(OneNode))]
public sealed class KafkaMoveInTests(OneNode node, OneBroker broker) : MoveInContract
{
    protected override bool KeepsPlaces => false;

    [Fact]
    public async Task Ended_in_each_of_its_steps_in_turn_it_goes_on_where_it_was()
    {
        var told = await FillAsync();
        await ExportAsync(chunkBytes: int.MaxValue);

        // In what is written of entities, twice, when that is noted, in the events, in the positions.
        foreach (var calls in (int[])[1, 2, 3, 1, 2])
            await Assert.ThrowsAsync<EndedException>(() => ImportAsync(endAfter: calls));
        await ImportAsync();

        await Target.UseAsync(async (store, log) => Assert.Equal(told, await Population.TellAsync(store, log, KeepsPlaces)));
    }

    [Fact]
    public async Task A_topic_that_holds_events_or_positions_is_refused()
    {
        await FillAsync();
        await ExportAsync();
        var target = (KafkaMovable)Target;
        await target.UseLogAsync(log => log.SetPositionAsync("reader", 0, new LogPosition(log.LogId, 0, null)).AsTask());
        var positions = await Assert.ThrowsAsync<MoveRefusedException>(() => ImportAsync());
        await target.UseLogAsync(log => log.AppendAsync(CommitWithEvents()).AsTask());
        var events = await Assert.ThrowsAsync<MoveRefusedException>(() => ImportAsync());

        Assert.Contains($"{target.LogOptions.Topic}.positions", positions.Message, StringComparison.Ordinal);
        Assert.Contains("holds events", events.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_writes_to_the_topic_meanwhile_is_found()
    {
        await FillAsync();
        await ExportAsync();
        await Assert.ThrowsAsync<EndedException>(() => ImportAsync(endAfter: 2));
        var target = (KafkaMovable)Target;
        await using (var log = target.NewLog())
        {
            await log.OpenAsTargetAsync(TestContext.Current.CancellationToken);
            await log.AppendAsync(CommitWithEvents());
        }

        // What stands where an event of the export belongs is met when all is compared.
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => ImportAsync());

        Assert.Contains("not what was exported", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EntityStoreException>(() => target.UseLogAsync(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task A_log_in_Kafka_is_not_exported()
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => new EntityExporter(Target.Movable, [], new MovePhases()).ExportAsync(Path.Combine(Folder, "out")));

        Assert.Contains("Kafka", refused.Message, StringComparison.Ordinal);
    }

    protected override ValueTask<MovableUnderTest> CreateSourceAsync() => new(new FilesMovable());

    protected override async ValueTask<MovableUnderTest> CreateTargetAsync() => await KafkaMovable.CreateAsync(node, broker);

    private static EntityCommit CommitWithEvents() => new()
    {
        Key = new EntityKey("thing", "1"),
        ExpectedVersion = 0,
        ExpectedWriteId = Guid.Empty,
        WriteId = Guid.NewGuid(),
        Time = DateTimeOffset.UnixEpoch,
        Events = [new PendingEvent("tests.thing.happened.v1", "{}"u8.ToArray())],
    };
}
