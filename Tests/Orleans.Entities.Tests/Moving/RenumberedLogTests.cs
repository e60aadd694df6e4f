using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests.Moving;

/// <summary>Logs that cannot be numbered anew.</summary>
public sealed class RenumberedLogTests
{
    private static readonly Guid LogId = Guid.NewGuid();

    [Fact]
    public async Task A_log_that_was_trimmed_is_refused_before_anything_is_written()
    {
        using var export = new TestExport(LogId, 1, [new MovedPartition(0, new LogExtent(3, 3))]);
        await using var target = new RecordingTarget();

        var refused = Assert.Throws<MoveRefusedException>(() => new RenumberedLog(export.Log, target, new MoveSums(), static () => { }));

        Assert.Contains("begins at 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_stands_still_in_another_log_is_not_let_go_on()
    {
        using var export = new TestExport(
            LogId, 1, [new MovedPartition(0, new LogExtent(0, 0)), new MovedPosition("reader", 0, new LogPosition(Guid.NewGuid(), 1, "thing/1@1.0"))]);
        await using var target = new RecordingTarget();

        var refused = Assert.Throws<MoveRefusedException>(() => new RenumberedLog(export.Log, target, new MoveSums(), static () => { }));

        Assert.Contains("'reader'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_come_first_and_then_the_positions_of_readers()
    {
        using var export = new TestExport(
            LogId, 1, [new MovedPartition(0, new LogExtent(0, 1)), new MovedEvent(Event()), new MovedPosition("reader", 0, new LogPosition(LogId, 1, Event().Id))]);
        await using var target = new RecordingTarget();
        var (read, writes) = (new MoveSums(), 0);

        var sums = await new RenumberedLog(export.Log, target, read, () => writes++).MoveAsync(CancellationToken.None);

        Assert.Equal(2, writes);
        Assert.IsType<MovedEvent>(target.Written[0]);
        Assert.Equal(target.Log.LogId, Assert.IsType<MovedPosition>(target.Written[1]).Position.LogId);
        Assert.Equal((1, 4), (read.All["events"].Count, sums.All["partitions"].Count));
    }

    private static LogEvent Event() => new()
    {
        Partition = 0,
        Offset = 0,
        Entity = new EntityKey("thing", "1"),
        Version = 1,
        Index = 0,
        Type = "tests.thing.happened.v1",
        Time = DateTimeOffset.UnixEpoch,
        Data = new byte[] { 1 },
    };

    private sealed class RecordingTarget : IMoveLogTarget
    {
        public List<MoveRecord> Written { get; } = [];

        public IEventLog Log { get; } = new InMemoryEventLog();

        public int Chunks => 0;

        public bool IsFinished => false;

        public ValueTask WriteAsync(IReadOnlyList<MoveRecord> records, CancellationToken cancellationToken = default)
        {
            Written.AddRange(records);
            return default;
        }

        public ValueTask SaveAsync(int chunks, CancellationToken cancellationToken = default) => default;

        public ValueTask FinishAsync(CancellationToken cancellationToken = default) => default;

        public IAsyncEnumerable<MovedPosition> PositionsAsync(CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<MovedPosition>();

        public ValueTask DisposeAsync() => default;
    }
}
