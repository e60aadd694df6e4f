using Orleans.Entities.RocksDb.Layout;
using Orleans.Storage;

namespace Orleans.Entities.RocksDb;

/// <summary>Turns states into bytes and back by the serializer that the user chose, by streaming where it can.</summary>
internal sealed class StateSerializer(IGrainStorageSerializer serializer)
{
    private readonly IGrainStorageStreamingSerializer? _streaming = serializer as IGrainStorageStreamingSerializer;

    /// <summary>Adds a state to a record.</summary>
    /// <returns>Its bytes. If they are more than the limit, the record is not whole.</returns>
    internal ValueTask<long> AppendAsync<T>(RecordBuffer record, T? state, int limit, CancellationToken cancellationToken)
    {
        if (_streaming is not null)
            return StreamAsync(_streaming, record, state, limit, cancellationToken);
        var bytes = serializer.Serialize(state).ToMemory();
        if (bytes.Length <= limit)
            record.Append(bytes.Span);
        return new ValueTask<long>(bytes.Length);
    }

    internal ValueTask<T?> ReadAsync<T>(byte[] state, CancellationToken cancellationToken) => _streaming is null
        ? new ValueTask<T?>(serializer.Deserialize<T>(new BinaryData(state)))
        : _streaming.DeserializeAsync<T>(new MemoryStream(state, writable: false), cancellationToken);

    private static async ValueTask<long> StreamAsync<T>(
        IGrainStorageStreamingSerializer serializer, RecordBuffer record, T? state, int limit, CancellationToken cancellationToken)
    {
        await using var stream = new StateStream(record, limit);
        await serializer.SerializeAsync(state, stream, cancellationToken);
        return stream.Length;
    }
}
