using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Records;

/// <summary>Makes events of records.</summary>
internal static class EventReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="UnreadableRecordException">It is no event of an entity.</exception>
    public static LogEvent Read(ConsumeResult<byte[], byte[]> record)
    {
        string? kind = null, id = null, type = null, trace = null;
        long version = -1;
        var index = -1L;
        DateTimeOffset? time = null;
        foreach (var header in record.Message.Headers ?? [])
        {
            var value = header.GetValueBytes() ?? [];
            switch (header.Key)
            {
                case EventHeaders.EntityKind: kind = Text(header.Key, value); break;
                case EventHeaders.Subject: id = Text(header.Key, value); break;
                case EventHeaders.Type: type = Text(header.Key, value); break;
                case EventHeaders.TraceParent: trace = Text(header.Key, value); break;
                case EventHeaders.EntityVersion: version = Number(header.Key, value); break;
                case EventHeaders.EntityIndex: index = Number(header.Key, value); break;
                case EventHeaders.Time: time = Moment(value); break;
                default: break;
            }
        }

        return new LogEvent
        {
            Partition = record.Partition.Value,
            Offset = record.Offset.Value,
            Entity = new(Given(kind, EventHeaders.EntityKind), Given(id, EventHeaders.Subject)),
            Version = version >= 0 ? version : throw Missing(EventHeaders.EntityVersion),
            Index = index is >= 0 and <= int.MaxValue ? (int)index : throw Missing(EventHeaders.EntityIndex),
            Type = Given(type, EventHeaders.Type),
            Time = time ?? throw Missing(EventHeaders.Time),
            TraceParent = trace,
            Data = record.Message.Value ?? [],
        };
    }

    private static string Given(string? value, string header) => string.IsNullOrEmpty(value) ? throw Missing(header) : value;

    private static UnreadableRecordException Missing(string header) => new($"its header '{header}' is missing or empty");

    private static string Text(string header, byte[] value)
    {
        try
        {
            return Strict.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableRecordException($"its header '{header}' is not UTF-8");
        }
    }

    private static long Number(string header, byte[] value) => Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length && number >= 0
        ? number
        : throw new UnreadableRecordException($"its header '{header}' is no number");

    private static DateTimeOffset Moment(byte[] value)
    {
        // As we write it, which is the quick way; else as others may.
        if (value is [.., (byte)'Z'] && Utf8Parser.TryParse(value, out DateTimeOffset ours, out var used, 'O') && used == value.Length)
            return ours;
        return DateTimeOffset.TryParse(Text(EventHeaders.Time, value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new UnreadableRecordException($"its header '{EventHeaders.Time}' is no time");
    }
}
