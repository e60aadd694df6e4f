using CsCheck;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests.Moving;

/// <summary>Events and readers that come from a log of six partitions into one of four.</summary>
public sealed class LogRenumberingTests
{
    private const int OldPartitions = 6;

    private static readonly Gen<List<LogEvent>> Events = Gen.Int[0, 20].List[0, 60].Select(entities =>
    {
        var (next, versions) = (new long[OldPartitions], new Dictionary<int, long>());
        return entities.ConvertAll(entity =>
        {
            var version = versions[entity] = versions.GetValueOrDefault(entity) + 1;
            return Event(entity, version, entity % OldPartitions, next[entity % OldPartitions]++);
        });
    });

    private static readonly Gen<int[]> Settled = Gen.Int[0, 12].Array[OldPartitions];

    [Fact]
    public Task Events_get_the_places_that_a_log_gives_them_and_those_of_an_entity_keep_their_order() => Events.SampleAsync(async events =>
    {
        var log = new InMemoryEventLog();
        var renumbering = new LogRenumbering(log, []);
        var placed = events.ConvertAll(renumbering.Place);

        Assert.Equal(Told(await AppendAsync(log, events)), Told(placed.OrderBy(value => (value.Partition, value.Offset))));
        foreach (var entity in placed.GroupBy(value => value.Entity))
            Assert.Equal(entity.Select(value => value.Version).Order(), entity.OrderBy(value => value.Offset).Select(value => value.Version));
    });

    [Fact]
    public Task A_reader_goes_on_at_the_first_event_that_it_had_not_settled() => Gen.Select(Events, Settled, Settled).SampleAsync(async sample =>
    {
        var (events, one, other) = sample;
        var log = new InMemoryEventLog();
        var renumbering = new LogRenumbering(log, [.. PositionsOf("one", one), .. PositionsOf("other", other)]);
        var placed = events.ConvertAll(renumbering.Place);
        await AppendAsync(log, events);
        foreach (var partition in renumbering.Partitions)
            Assert.Equal(await log.GetExtentAsync(partition.Partition), partition.Extent);
        var positions = renumbering.Positions.ToDictionary(position => (position.Reader, position.Partition), position => position.Position);
        foreach (var ((_, partition), position) in positions)
            await LogPositions.VerifyAsync(log, partition, position, CancellationToken.None);

        foreach (var (reader, settled) in (IEnumerable<(string, int[])>)[("one", one), ("other", other)])
        {
            for (var partition = 0; partition < log.PartitionCount; partition++)
            {
                var open = placed.Zip(events).Where(pair => pair.First.Partition == partition && pair.Second.Offset >= settled[pair.Second.Partition]);
                var first = open.Select(pair => pair.First.Offset).DefaultIfEmpty((await log.GetExtentAsync(partition)).Next).Min();
                Assert.Equal(first, positions.TryGetValue((reader, partition), out var position) ? position.Next : 0);
            }
        }
    });

    [Fact]
    public void A_reader_that_was_nowhere_begins_at_the_start_of_what_holds_events() => Events.Sample(events =>
    {
        var renumbering = new LogRenumbering(new InMemoryEventLog(), PositionsOf("reader", new int[OldPartitions]));
        events.ForEach(value => renumbering.Place(value));

        Assert.Empty(renumbering.Positions);
    });

    private static IEnumerable<MovedPosition> PositionsOf(string reader, int[] settled)
        => settled.Select((next, partition) => new MovedPosition(reader, partition, new LogPosition(Guid.Empty, next, null)));

    private static LogEvent Event(int entity, long version, int partition, long offset) => new()
    {
        Partition = partition,
        Offset = offset,
        Entity = new EntityKey("thing", $"{(char)('a' + entity)}"),
        Version = version,
        Index = 0,
        Type = "tests.thing.happened.v1",
        Time = DateTimeOffset.UnixEpoch,
        Data = new byte[] { 1 },
    };

    private static async Task<List<LogEvent>> AppendAsync(InMemoryEventLog log, List<LogEvent> events)
    {
        foreach (var value in events)
        {
            log.Append(new EntityCommit
            {
                Key = value.Entity,
                ExpectedVersion = value.Version - 1,
                ExpectedWriteId = Guid.Empty,
                WriteId = Guid.NewGuid(),
                Time = value.Time,
                Events = [new PendingEvent(value.Type, value.Data)],
            });
        }

        var all = new List<LogEvent>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
            all.AddRange(await log.ReadAsync(partition, 0, 1_000, TimeSpan.Zero));
        return all;
    }

    private static IEnumerable<string> Told(IEnumerable<LogEvent> events)
        => events.Select(value => $"{value.Partition} {value.Offset} {value.Id} {value.Type} {value.Time:O} {value.Data.Length}");
}
