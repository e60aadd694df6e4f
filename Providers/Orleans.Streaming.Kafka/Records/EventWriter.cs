using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Records;

/// <summary>Makes records of the events of a commit: the key is the entity's, the value an event's JSON, and the rest is in the headers.</summary>
internal sealed class EventWriter(string source)
{
    // What a batch and a record in it take beside key, value and headers; lengths are varints of at most five bytes.
    private const int RecordOverhead = 120;
    private const int HeaderOverhead = 10;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Header Version = new(EventHeaders.SpecVersion, "1.0"u8.ToArray());
    private static readonly Header Json = new(EventHeaders.ContentType, "application/json"u8.ToArray());

    private readonly Header _source = new(EventHeaders.Source, Strict.GetBytes(source));

    /// <summary>The key of an entity's records: <c>{kind}/{id}</c>.</summary>
    /// <exception cref="ArgumentException">It holds a lone surrogate, which has no UTF-8 form.</exception>
    public static byte[] KeyOf(EntityKey entity) => Strict.GetBytes(entity.ToString());

    /// <summary>What a record takes of a batch at most, in bytes.</summary>
    public static int SizeOf(Message<byte[], byte[]> record)
    {
        var size = RecordOverhead + record.Key.Length + record.Value.Length;
        for (var i = 0; i < record.Headers.Count; i++)
            size += HeaderOverhead + record.Headers[i].Key.Length + (record.Headers[i].GetValueBytes()?.Length ?? 0);
        return size;
    }

    public Message<byte[], byte[]>[] Write(EntityCommit commit, byte[] key)
    {
        var common = CommonOf(commit.Key, commit.ExpectedVersion + 1, commit.Time, commit.TraceParent);
        var records = new Message<byte[], byte[]>[commit.Events.Count];
        for (var index = 0; index < records.Length; index++)
            records[index] = Write(common, key, index, commit.Events[index].Type, commit.Events[index].Data);
        return records;
    }

    /// <summary>Makes the record of an event that is in a log already.</summary>
    public Message<byte[], byte[]> Write(LogEvent value) => Write(
        CommonOf(value.Entity, value.Version, value.Time, value.TraceParent), KeyOf(value.Entity), value.Index, value.Type, value.Data);

    private static Common CommonOf(EntityKey entity, long version, DateTimeOffset time, string? trace) => new(
        string.Create(CultureInfo.InvariantCulture, $"{entity}@{version}."),
        Header(EventHeaders.Time, time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        Header(EventHeaders.Subject, entity.Id),
        Header(EventHeaders.EntityKind, entity.Kind),
        Header(EventHeaders.EntityVersion, version.ToString(CultureInfo.InvariantCulture)),
        trace is null ? null : Header(EventHeaders.TraceParent, trace));

    private Message<byte[], byte[]> Write(Common common, byte[] key, int index, string type, ReadOnlyMemory<byte> data)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        Headers headers =
        [
            Version,
            Header(EventHeaders.Id, common.Id + number),
            _source,
            Header(EventHeaders.Type, type),
            common.Time,
            common.Subject,
            common.Kind,
            common.Version,
            Header(EventHeaders.EntityIndex, number),
            Json,
        ];
        if (common.Trace is not null)
            headers.Add(common.Trace);
        return new() { Key = key, Value = Bytes(data), Headers = headers };
    }

    // An event without data has an empty value: none at all would be a deletion.
    private static byte[] Bytes(ReadOnlyMemory<byte> data)
        => MemoryMarshal.TryGetArray(data, out var whole) && whole.Array is { } array && array.Length == data.Length ? array : data.ToArray();

    private static Header Header(string name, string value) => new(name, Strict.GetBytes(value));

    /// <summary>What the events of a commit have in common; the id without the event's place.</summary>
    private readonly record struct Common(string Id, Header Time, Header Subject, Header Kind, Header Version, Header? Trace);
}
