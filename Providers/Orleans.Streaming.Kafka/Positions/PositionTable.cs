using System.Collections.Concurrent;
using System.Text.Json;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Read;

namespace Orleans.Streaming.Kafka.Positions;

/// <summary>The positions of all readers, as the topic of positions has them.</summary>
/// <remarks>
/// A position never falls: of two in one log the higher counts, whichever came last. A lower one that came last, from an owner that was
/// paused and woke up, would be what is left when the topic is compacted, so that the higher is written once more. Filled by one thread,
/// read by many.
/// </remarks>
internal sealed partial class PositionTable(ILogger logger)
{
    private readonly ConcurrentDictionary<(string Reader, int Partition), LogPosition> _positions = new();
    private readonly ConcurrentDictionary<(string Reader, int Partition), bool> _fallen = new();

    /// <summary>How far the topic was read.</summary>
    public Passage Passage { get; } = new();

    /// <summary>All of them, in the order of readers' names and partitions.</summary>
    public IReadOnlyList<MovedPosition> All =>
    [
        .. _positions.OrderBy(position => position.Key.Reader, StringComparer.Ordinal).ThenBy(position => position.Key.Partition)
            .Select(position => new MovedPosition(position.Key.Reader, position.Key.Partition, position.Value)),
    ];

    public LogPosition? Find(string reader, int partition) => _positions.GetValueOrDefault((reader, partition));

    public void Take(ConsumeResult<byte[], byte[]> record)
    {
        if (record.IsPartitionEOF)
        {
            if (record.Offset.Value > Passage.Passed)
                Passage.MoveTo(record.Offset.Value);
            return;
        }

        Take(record.Message.Key, record.Message.Value, record.Offset.Value);
        Passage.MoveTo(record.Offset.Value + 1);
    }

    /// <summary>The positions that must be written once more; each is told once.</summary>
    public IEnumerable<(string Reader, int Partition, LogPosition Position)> TakeFallen()
    {
        foreach (var key in _fallen.Keys)
        {
            if (_fallen.TryRemove(key, out _) && _positions.TryGetValue(key, out var position))
                yield return (key.Reader, key.Partition, position);
        }
    }

    internal void Take(byte[]? key, byte[]? value, long offset)
    {
        if (PositionRecord.ReadKey(key) is not { } whose)
        {
            LogUnreadable(logger, offset, "its key names no reader and partition");
            return;
        }

        // An operator who wants a reader to begin again deletes its position.
        if (value is null)
        {
            _positions.TryRemove(whose, out _);
            _fallen.TryRemove(whose, out _);
            return;
        }

        try
        {
            Take(whose, PositionRecord.Read(value));
        }
        catch (JsonException e)
        {
            LogUnreadable(logger, offset, e.Message);
        }
    }

    private void Take((string Reader, int Partition) whose, LogPosition position)
    {
        if (_positions.TryGetValue(whose, out var known) && known.LogId == position.LogId && known.Next > position.Next)
        {
            _fallen[whose] = true;
            LogFallen(logger, whose.Reader, whose.Partition, position.Next, known.Next);
            return;
        }

        _positions[whose] = position;
        _fallen.TryRemove(whose, out _);
    }

    [LoggerMessage(LogLevel.Warning, "Reader {Reader}, partition {Partition}: somebody stored the position {Lower} after {Higher}; the higher one counts")]
    private static partial void LogFallen(ILogger logger, string reader, int partition, long lower, long higher);

    [LoggerMessage(LogLevel.Error, "The record at {Offset} in the topic of positions is none, and was passed over: {Cause}")]
    private static partial void LogUnreadable(ILogger logger, long offset, string cause);
}
