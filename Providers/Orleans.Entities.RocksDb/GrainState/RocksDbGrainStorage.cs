using Orleans.Configuration;
using Orleans.Entities.RocksDb.Engine;
using Orleans.Entities.RocksDb.Layout;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Entities.RocksDb;

/// <summary>
/// Keeps grain state in the store's files. A write is on the disk when it is answered; two activations of one grain never both succeed,
/// and the loser hears of it.
/// </summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class RocksDbGrainStorage(
    string serviceId, RocksDbGrainStorageOptions options, RocksDbEntityStore store, IActivatorProvider activators) : IGrainStorage
{
    [ThreadStatic]
    private static RecordBuffer? _key;

    private readonly StateSerializer _serializer = new(options.GrainStorageSerializer);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (record, bytes) = Find(stateName, grainId);
        var state = bytes is null ? Fresh<T>() : await DeserializeAsync<T>(stateName, grainId, bytes, cancellationToken);
        (grainState.State, grainState.RecordExists) = (state!, bytes is not null);
        grainState.ETag = record.Found ? ETags.ToText(record.Tag) : null!;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = store.Tagged.New();
        try
        {
            GrainKeys.AppendState(write.Key, serviceId, grainId, stateName);
            write.BeginPut(Families.States, ConditionOf(stateName, grainId, grainState.ETag));
            // Before anything is waited for: other calls of the grain may change its state meanwhile.
            var bytes = await _serializer.AppendAsync(write.Value, grainState.State, StoreLayout.MaxStateBytes, cancellationToken);
            if (bytes > StoreLayout.MaxStateBytes)
                throw TooLarge(stateName, grainId, bytes);
            await SendAsync(write, stateName, grainId, grainState.ETag, cancellationToken);
            (grainState.ETag, grainState.RecordExists) = (ETags.ToText(write.Tag), true);
        }
        finally
        {
            write.Discard();
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = store.Tagged.New();
        try
        {
            GrainKeys.AppendState(write.Key, serviceId, grainId, stateName);
            var condition = ConditionOf(stateName, grainId, grainState.ETag);
            if (options.DeleteStateOnClear)
                write.BeginDelete(Families.States, condition);
            else
                write.BeginClear(Families.States, condition);
            await SendAsync(write, stateName, grainId, grainState.ETag, cancellationToken);
            grainState.ETag = write.Changed && !options.DeleteStateOnClear ? ETags.ToText(write.Tag) : null!;
            (grainState.State, grainState.RecordExists) = (Fresh<T>(), false);
        }
        finally
        {
            write.Discard();
        }
    }

    private static TagCondition ConditionOf(string stateName, GrainId grainId, string? etag)
    {
        if (string.IsNullOrEmpty(etag))
            return TagCondition.Only(null);
        return ETags.TryRead(etag, out var tag)
            ? TagCondition.Only(tag)
            : throw new InconsistentStateException(
                $"The ETag of the state {new NameInMessage(stateName, grainId)} is not one that this storage gave.", storedEtag: null!, etag);
    }

    private static ArgumentException TooLarge(string stateName, GrainId grainId, long bytes) => new(
        $"The state {new NameInMessage(stateName, grainId)} has {bytes} bytes when it is serialized, and {StoreLayout.MaxStateBytes} are the most: keep what grows without bound elsewhere.",
        nameof(stateName));

    private T Fresh<T>() => activators.GetActivator<T>().Create();

    private (TaggedRecord Record, byte[]? State) Find(string stateName, GrainId grainId)
    {
        var key = _key ??= new RecordBuffer(4 << 10);
        key.Clear();
        GrainKeys.AppendState(key, serviceId, grainId, stateName);
        using var lease = store.Engine.Lease();
        using var value = lease.Database.Get(Families.States, key.Span);
        if (!value.Found)
            return (TaggedRecord.Absent, null);
        var record = TaggedRecord.Read(value.Span);
        return (record, record.Flags == StoreLayout.ClearedFlag ? null : value.Span[StoreLayout.TagPrefixBytes..].ToArray());
    }

    private async ValueTask<T?> DeserializeAsync<T>(string stateName, GrainId grainId, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            return await _serializer.ReadAsync<T>(bytes, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidDataException(
                $"The state {new NameInMessage(stateName, grainId)} is there, with {bytes.Length} bytes, and cannot be read as {typeof(T)}: it was written by another serializer, or as another type.",
                e);
        }
    }

    private async ValueTask SendAsync(TaggedWrite write, string stateName, GrainId grainId, string? etag, CancellationToken cancellationToken)
    {
        switch (await store.Tagged.SendAsync(write, cancellationToken))
        {
            case CommitOutcome.Committed:
                return;
            case CommitOutcome.Conflict:
                throw new InconsistentStateException(
                    $"The state {new NameInMessage(stateName, grainId)} was written by another activation.",
                    write.Found.Found ? ETags.ToText(write.Found.Tag) : null!,
                    etag!);
            case CommitOutcome.NotApplied:
                throw new EntityStoreException(
                    $"The state {new NameInMessage(stateName, grainId)} was not written.", store.Engine.Unavailable());
            default:
                // The activation ends by this, and the next one reads what there is.
                throw new InconsistentStateException(
                    $"Whether the state {new NameInMessage(stateName, grainId)} was written is not known, since the store does not answer.",
                    store.Engine.Unavailable());
        }
    }
}
