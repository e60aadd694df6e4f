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
        var version = commit.ExpectedVersion + 1;
        var time = Header(EventHeaders.Time, commit.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        var subject = Header(EventHeaders.Subject, commit.Key.Id);
        var kind = Header(EventHeaders.EntityKind, commit.Key.Kind);
        var number = Header(EventHeaders.EntityVersion, version.ToString(CultureInfo.InvariantCulture));
        var trace = commit.TraceParent is { } parent ? Header(EventHeaders.TraceParent, parent) : null;
        var records = new Message<byte[], byte[]>[commit.Events.Count];
        for (var index = 0; index < records.Length; index++)
        {
            Headers headers =
            [
                Version,
                Header(EventHeaders.Id, string.Create(CultureInfo.InvariantCulture, $"{commit.Key}@{version}.{index}")),
                _source,
                Header(EventHeaders.Type, commit.Events[index].Type),
                time,
                subject,
                kind,
                number,
                Header(EventHeaders.EntityIndex, index.ToString(CultureInfo.InvariantCulture)),
                Json,
            ];
            if (trace is not null)
                headers.Add(trace);
            records[index] = new() { Key = key, Value = Bytes(commit.Events[index].Data), Headers = headers };
        }

        return records;
    }

    // An event without data has an empty value: none at all would be a deletion.
    private static byte[] Bytes(ReadOnlyMemory<byte> data)
        => MemoryMarshal.TryGetArray(data, out var whole) && whole.Array is { } array && array.Length == data.Length ? array : data.ToArray();

    private static Header Header(string name, string value) => new(name, Strict.GetBytes(value));
}
