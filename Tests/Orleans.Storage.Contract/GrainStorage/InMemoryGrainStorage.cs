using System.Text;

namespace Orleans.Storage.Contract;

/// <summary>The storage of one silo on a place in memory.</summary>
internal sealed class InMemoryGrainStorage(InMemoryGrainPlace place, StorageSettings settings) : IGrainStorage
{
    private static readonly UTF8Encoding Strict = new(false, true);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var row = place.Find(KeyOf(stateName, grainId));
        var state = Fresh<T>();
        try
        {
            if (row?.Value is { } value)
                state = await DeserializeAsync<T>(value, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidDataException($"The {stateName} of {grainId} is no {typeof(T)}.", e);
        }

        (grainState.State, grainState.ETag, grainState.RecordExists) = (state, row?.ETag!, row?.Value is not null);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = KeyOf(stateName, grainId);
        var value = await SerializeAsync(grainState.State, cancellationToken);
        if (value.Length > place.LargestState)
            throw new ArgumentException($"The {stateName} of {grainId} has {value.Length} bytes; the most are {place.LargestState}.", nameof(grainState));
        var row = new InMemoryGrainPlace.Row(place.NewETag(value), value);
        await ReplaceAsync(key, stateName, grainId, grainState.ETag, row);
        (grainState.ETag, grainState.RecordExists) = (row.ETag, true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var row = settings.DeleteStateOnClear ? null : new InMemoryGrainPlace.Row(place.NewETag(null), null);
        await ReplaceAsync(KeyOf(stateName, grainId), stateName, grainId, grainState.ETag, row);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Fresh<T>(), row?.ETag!, false);
    }

    private static T Fresh<T>() => ContractServices.Activators.GetActivator<T>().Create();

    private string KeyOf(string stateName, GrainId grainId)
    {
        Strict.GetByteCount(stateName);
        return place.KeyOf(settings.ServiceId, grainId, stateName);
    }

    // A row carries an id of its own, so an answer that was lost is made up for by looking.
    private async Task ReplaceAsync(string key, string stateName, GrainId grainId, string? etag, InMemoryGrainPlace.Row? row)
    {
        bool replaced;
        try
        {
            replaced = await place.ReplaceAsync(key, etag, row);
        }
        catch (TimeoutException)
        {
            replaced = place.Find(key)?.ETag == row?.ETag || await place.ReplaceAsync(key, etag, row);
        }

        if (!replaced)
            throw new InconsistentStateException($"The {stateName} of {grainId} was written by another.", place.Find(key)?.ETag, etag);
    }

    private async ValueTask<byte[]> SerializeAsync<T>(T? state, CancellationToken cancellationToken)
    {
        if (settings.Serializer is not IGrainStorageStreamingSerializer streaming)
            return settings.Serializer.Serialize(state).ToArray();
        using var stream = new MemoryStream();
        await streaming.SerializeAsync(state, stream, cancellationToken);
        return stream.ToArray();
    }

    private async ValueTask<T?> DeserializeAsync<T>(byte[] value, CancellationToken cancellationToken) =>
        settings.Serializer is IGrainStorageStreamingSerializer streaming
            ? await streaming.DeserializeAsync<T>(new MemoryStream(value), cancellationToken)
            : settings.Serializer.Deserialize<T>(new BinaryData(value));
}
