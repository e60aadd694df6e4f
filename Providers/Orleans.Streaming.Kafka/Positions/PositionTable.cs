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
/// <param name="log">The log that is open. A position in it is not replaced by one in another: that is of an owner which knew an older one.</param>
/// <param name="logger">Hears of what does not count.</param>
internal sealed partial class PositionTable(Guid log, ILogger logger)
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

    /// <summary>Has a position told once more, since it could not be written.</summary>
    public void Fell(string reader, int partition) => _fallen[(reader, partition)] = true;

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
        var known = _positions.GetValueOrDefault(whose);
        if (known is not null && known.LogId == position.LogId && known.Next > position.Next)
        {
            _fallen[whose] = true;
            LogFallen(logger, whose.Reader, whose.Partition, position.Next, known.Next);
            return;
        }

        if (known?.LogId == log && position.LogId != log)
        {
            _fallen[whose] = true;
            LogOfAnother(logger, whose.Reader, whose.Partition, position.LogId, known.Next);
            return;
        }

        _positions[whose] = position;
        _fallen.TryRemove(whose, out _);
    }

    [LoggerMessage(LogLevel.Warning, "Reader {Reader}, partition {Partition}: somebody stored the position {Lower} after {Higher}; the higher one counts")]
    private static partial void LogFallen(ILogger logger, string reader, int partition, long lower, long higher);

    [LoggerMessage(LogLevel.Warning, "Reader {Reader}, partition {Partition}: somebody stored a position in log {Other}, which is not the one that is open, after {Next}; the one in this log counts")]
    private static partial void LogOfAnother(ILogger logger, string reader, int partition, Guid other, long next);

    [LoggerMessage(LogLevel.Error, "The record at {Offset} in the topic of positions is none, and was passed over: {Cause}")]
    private static partial void LogUnreadable(ILogger logger, long offset, string cause);
}
