using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Metrics;
using Orleans.Streaming.Kafka.Parking;
using Orleans.Streaming.Kafka.Records;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>Makes events of records, and passes over those that are none: each is told once, with its offset and the cause, and to be parked.</summary>
/// <remarks>It stays in the topic, for whoever wants to look at it. Safe for use by many threads.</remarks>
/// <param name="metrics">Count them.</param>
/// <param name="unparked">Takes them in; null where nobody parks, outside of silos.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of them.</param>
internal sealed partial class UnreadableRecords(KafkaLogMetrics metrics, UnparkedRecords? unparked, TimeProvider time, ILogger logger)
{
    // Enough for those who read the same place again; more would be a topic of something else.
    private const int Remembered = 4096;

    private readonly Lock _lock = new();
    private readonly HashSet<(int, long)> _told = [];

    /// <summary>The event of a record; null when it is none.</summary>
    /// <param name="record">The record.</param>
    /// <param name="parksAgain">Whether one that is none was told before, and is only to be parked.</param>
    public LogEvent? TryRead(ConsumeResult<byte[], byte[]> record, bool parksAgain = false)
    {
        try
        {
            return EventReader.Read(record);
        }
        catch (UnreadableRecordException cause)
        {
            var isNew = !parksAgain && IsNew(record);
            if (isNew)
            {
                metrics.Unreadable(record.Partition.Value);
                LogUnreadable(logger, record.Topic, record.Partition.Value, record.Offset.Value, cause.Message);
            }

            if (isNew || parksAgain)
                unparked?.Add(Describe(record, cause));
            return null;
        }
    }

    private bool IsNew(ConsumeResult<byte[], byte[]> record)
    {
        lock (_lock)
        {
            if (_told.Count >= Remembered)
                _told.Clear();
            return _told.Add((record.Partition.Value, record.Offset.Value));
        }
    }

    private UnreadableRecord Describe(ConsumeResult<byte[], byte[]> record, UnreadableRecordException cause) => new()
    {
        Partition = record.Partition.Value,
        Offset = record.Offset.Value,
        Cause = cause.Message,
        Since = time.GetUtcNow(),
        Key = Clip(record.Message.Key),
        Value = Clip(record.Message.Value),
        ValueLength = record.Message.Value?.Length ?? 0,
    };

    private static byte[] Clip(byte[]? bytes) => bytes is { Length: > UnreadableRecord.MaxBytes } ? bytes[..UnreadableRecord.MaxBytes] : bytes ?? [];

    [LoggerMessage(LogLevel.Error, "Topic '{Topic}', partition {Partition}: the record at {Offset} is no event and was passed over: {Cause}")]
    private static partial void LogUnreadable(ILogger logger, string topic, int partition, long offset, string cause);
}
