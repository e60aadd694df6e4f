using System.Text;
using CsCheck;

namespace Orleans.Entities.Tests.Moving;

/// <summary>The log of an export whose chunks end anywhere.</summary>
public sealed class ExportedLogTests
{
    private const int Partitions = 5;

    // By partition, in order: seconds at which events happened.
    private static readonly Gen<int[][]> Times = Gen.Int[0, 9].Array[0, 12].Array[Partitions];

    [Fact]
    public void Partitions_positions_and_events_are_found_wherever_chunks_end() => Gen.Select(Times, Gen.Int[1, 9], Gen.Bool).Sample(
        (times, chunk, areSorted) =>
        {
            if (areSorted)
                Array.ForEach(times, Array.Sort);
            using var export = Write(times, chunk);
            var log = export.Log;

            Assert.Equal(times.Select(own => new LogExtent(0, own.Length)), log.Partitions().Select(partition => partition.Record.Extent));
            Assert.Equal(["a", "b"], log.Positions().Select(position => position.Record.Reader));
            var events = log.InOrderOfTime().Select(read => read.Record.Event).ToList();
            Assert.Equal(times.Sum(own => own.Length), events.Count);
            foreach (var own in events.GroupBy(value => value.Partition))
                Assert.Equal(Enumerable.Range(0, times[own.Key].Length).Select(offset => (long)offset), own.Select(value => value.Offset));
            if (areSorted)
                Assert.Equal(events.Select(value => value.Time).Order(), events.Select(value => value.Time));
        },
        iter: 30,
        threads: 1);

    [Fact]
    public void A_damaged_chunk_is_told_by_its_name()
    {
        using var export = Write([[1], [2], [3], [4], [5]], 3);
        var chunk = export.Chunk(2);
        File.WriteAllBytes(chunk, File.ReadAllBytes(chunk)[..^3]);

        var refused = Assert.Throws<MoveRefusedException>(() => export.Log.InOrderOfTime().Count());

        Assert.Contains(Path.GetFileName(chunk), refused.Message, StringComparison.Ordinal);
    }

    private static TestExport Write(int[][] times, int chunk)
    {
        var logId = Guid.NewGuid();
        var records = new List<MoveRecord>
        {
            new MovedRow(Key(0), new EntityRow(new RowKey("rows", "1"), Encoding.UTF8.GetBytes("row"))),
            new MovedEntity(Key(0), new EntityHead(1, Guid.NewGuid(), Array.Empty<byte>(), false)),
        };
        for (var partition = 0; partition < Partitions; partition++)
        {
            records.Add(new MovedPartition(partition, new LogExtent(0, times[partition].Length)));
            records.AddRange(times[partition].Select((second, offset) => new MovedEvent(Event(partition, offset, second))));
        }

        records.AddRange(((string[])["a", "b"]).Select(reader => new MovedPosition(reader, 1, new LogPosition(logId, 1, "event"))));
        records.Add(new MovedValue("part", "key", new byte[] { 1 }));
        return new TestExport(logId, Partitions, records, chunk);
    }

    private static EntityKey Key(int partition) => new("thing", $"{partition}");

    private static LogEvent Event(int partition, long offset, int second) => new()
    {
        Partition = partition,
        Offset = offset,
        Entity = Key(partition),
        Version = offset + 1,
        Index = 0,
        Type = "tests.thing.happened.v1",
        Time = DateTimeOffset.UnixEpoch.AddSeconds(second),
        Data = new byte[] { 1 },
    };
}
