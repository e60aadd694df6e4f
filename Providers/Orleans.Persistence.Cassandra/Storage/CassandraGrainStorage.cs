using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Persistence.Cassandra;

/// <summary>
/// Keeps grain state in Cassandra. Two activations of one grain never both succeed, and the loser hears of it; what became of a write is
/// known before its grain hears anything.
/// </summary>
/// <remarks>Safe for use by many threads. A cancelled call is left before it writes, not afterwards.</remarks>
internal sealed partial class CassandraGrainStorage(
    string name,
    CassandraGrainStorageOptions options,
    Func<CancellationToken, Task<IStateTable>> open,
    IActivatorProvider activators,
    TimeProvider time,
    ILogger<CassandraGrainStorage> logger) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly StateSerializer _serializer = new(options.GrainStorageSerializer, options.MaxStateBytes);
    private IStateTable? _table;
    private StateWriter? _writer;

    internal StateMetrics Metrics { get; } = new(name);

    private IStateTable Table => _table ?? throw NotStarted();

    private StateWriter Writer => _writer ?? throw NotStarted();

    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(OptionFormattingUtilities.Name<CassandraGrainStorage>(name), ServiceLifecycleStage.ApplicationServices, StartAsync);

    /// <summary>Opens the table.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _table = await open(cancellationToken);
        _writer = new StateWriter(_table, options.DeleteStateOnClear, Metrics, time, logger);
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = new StateKey(grainId, stateName);
        var row = await Table.FindAsync(key, tagOnly: false, cancellationToken);
        var state = row?.Payload is { } payload ? await DeserializeAsync<T>(key, payload, cancellationToken) : Fresh<T>();
        (grainState.State, grainState.ETag, grainState.RecordExists) = (state!, row?.Tag.ToString()!, row?.Payload is not null);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = new StateKey(grainId, stateName);
        var expected = ExpectedBy(key, grainState.ETag);

        // Before anything is waited for: other calls of the grain may change its state meanwhile.
        using var state = await _serializer.WriteAsync(grainState.State, cancellationToken);
        if (state.Length > options.MaxStateBytes)
            throw TooLarge(key, state.Length);
        cancellationToken.ThrowIfCancellationRequested();
        Metrics.Written(state.Length);
        var next = StateTag.After(expected);
        await ChangeAsync(key, new StateChange(expected, next, state.Bytes), grainState.ETag);
        (grainState.ETag, grainState.RecordExists) = (next.ToString(), true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = new StateKey(grainId, stateName);
        var left = ExpectedBy(key, grainState.ETag) is { } expected
            ? await ClearAsync(key, expected, grainState.ETag)
            : await ClearNothingAsync(key, cancellationToken);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Fresh<T>(), left?.ToString()!, false);
    }

    public void Dispose() => Metrics.Dispose();

    private async ValueTask<StateTag?> ClearNothingAsync(StateKey key, CancellationToken cancellationToken)
    {
        if (await Table.FindAsync(key, tagOnly: true, cancellationToken) is { } row)
            throw Conflict(key, row.Tag, etag: null);
        return null;
    }

    /// <summary>Clears a state, and deletes what is left of it if it shall be.</summary>
    /// <returns>What is left.</returns>
    /// <remarks>
    /// Two steps, since a deletion leaves no id to find out by whose it was: the first, which does, decides among rivals; after it nothing
    /// can be lost, so the second may fail.
    /// </remarks>
    private async ValueTask<StateTag?> ClearAsync(StateKey key, StateTag expected, string? etag)
    {
        var cleared = StateTag.After(expected);
        await ChangeAsync(key, new StateChange(expected, cleared), etag);
        if (!options.DeleteStateOnClear)
            return cleared;
        try
        {
            return (await Writer.ChangeAsync(key, new StateChange(cleared, Next: null))).Outcome == ChangeOutcome.Applied ? null : cleared;
        }
        catch (Cql.CqlException e)
        {
            LogNotDeleted(logger, e, key);
            return cleared;
        }
    }

    private async ValueTask ChangeAsync(StateKey key, StateChange change, string? etag)
    {
        var answer = await Writer.ChangeAsync(key, change);
        if (answer.Outcome == ChangeOutcome.Refused)
            throw Conflict(key, answer.Found, etag);

        // The activation ends by this, and the next one reads what there is.
        if (answer.Outcome == ChangeOutcome.Unknown)
            throw new InconsistentStateException($"{key} was written or was not, which is not known: {answer.Failure!.Message}", answer.Failure);
    }

    private InconsistentStateException Conflict(StateKey key, StateTag? found, string? etag)
    {
        Metrics.Conflict();
        return new InconsistentStateException(
            $"{key} was {(found is null ? "deleted" : "written")} by another activation.", found?.ToString()!, etag!);
    }

    private async ValueTask<T?> DeserializeAsync<T>(StateKey key, byte[] payload, CancellationToken cancellationToken)
    {
        try
        {
            return await _serializer.ReadAsync<T>(payload, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidDataException(
                $"{key} is there, with {payload.Length} bytes, and cannot be read as {typeof(T)}: it was written by another serializer, or as another type.", e);
        }
    }

    private T Fresh<T>() => activators.GetActivator<T>().Create();

    private static StateTag? ExpectedBy(StateKey key, string? etag)
    {
        if (string.IsNullOrEmpty(etag))
            return null;
        return StateTag.TryParse(etag, out var tag)
            ? tag
            : throw new InconsistentStateException($"{key} was to be changed by an ETag that this storage did not give.", storedEtag: null!, etag);
    }

    private ArgumentException TooLarge(StateKey key, long bytes) => new(
        $"{key} has {bytes} bytes when it is serialized, and {options.MaxStateBytes} are the most: keep what grows without bound elsewhere, or raise {nameof(options.MaxStateBytes)}.");

    private InvalidOperationException NotStarted() => new($"The grain storage '{name}' is not started: the silo is not up to {nameof(ServiceLifecycleStage.ApplicationServices)} yet.");

    [LoggerMessage(LogLevel.Warning, "{State} is cleared, but what is left of it is not deleted, which does no harm")]
    private static partial void LogNotDeleted(ILogger logger, Exception exception, StateKey state);
}
