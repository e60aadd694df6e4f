using Orleans.Storage;

namespace Orleans.Persistence.Cassandra;

/// <summary>Turns states into bytes and back by the serializer that the user chose, by streaming where it can.</summary>
internal sealed class StateSerializer(IGrainStorageSerializer serializer, int limit)
{
    private readonly IGrainStorageStreamingSerializer? _streaming = serializer as IGrainStorageStreamingSerializer;

    public ValueTask<SerializedState> WriteAsync<T>(T? state, CancellationToken cancellationToken)
    {
        if (_streaming is not null)
            return StreamAsync(_streaming, state, cancellationToken);
        var bytes = serializer.Serialize(state).ToMemory();
        return new(new SerializedState(bytes, bytes.Length));
    }

    public ValueTask<T?> ReadAsync<T>(byte[] state, CancellationToken cancellationToken) => _streaming is null
        ? new(serializer.Deserialize<T>(new BinaryData(state)))
        : _streaming.DeserializeAsync<T>(new MemoryStream(state, writable: false), cancellationToken);

    private async ValueTask<SerializedState> StreamAsync<T>(IGrainStorageStreamingSerializer streaming, T? state, CancellationToken cancellationToken)
    {
        var buffer = new StateBuffer(limit);
        try
        {
            await streaming.SerializeAsync(state, buffer, cancellationToken);
            return new SerializedState(buffer.Written, buffer.Length, buffer);
        }
        catch
        {
            await buffer.DisposeAsync();
            throw;
        }
    }
}
