namespace Orleans.Entities;

/// <summary>The entity of one activation: its engine, tied to the grain's life.</summary>
internal sealed class Entity<TState> : IEntity<TState> where TState : class
{
    private readonly EntityEngine<TState> _engine;

    public Entity(IGrainContext context, EntityServices services)
    {
        _engine = new(
            EntityKey.Of(context.GrainId),
            services,
            (reason, cause) => context.Deactivate(
                new(DeactivationReasonCode.ApplicationError, cause, $"The entity is at an end here: {reason}.")));

        // Before OnActivateAsync, and after OnDeactivateAsync: both may use the entity.
        context.ObservableLifecycle.Subscribe(
            nameof(Entity<>), GrainLifecycleStage.SetupState, OpenAsync, _engine.CloseAsync);
    }

    public TState? State => _engine.State;

    public long Version => _engine.Version;

    public ValueTask<TAnswer> RunAsync<TArgument, TAnswer>(
        TArgument argument,
        Func<IDraft<TState>, TArgument, TAnswer> decide,
        ReadOnlySpan<RowQuery> rows = default,
        CancellationToken cancellationToken = default)
        => _engine.RunAsync(argument, decide, rows, cancellationToken);

    public void RunLazily<TArgument>(TArgument argument, Action<IDraft<TState>, TArgument> decide, ReadOnlySpan<RowQuery> rows = default)
        => _engine.RunLazily(argument, decide, rows);

    public ValueTask<TRow?> ReadRowAsync<TRow>(RowSet<TRow> collection, string key, CancellationToken cancellationToken = default)
        where TRow : class
        => _engine.ReadRowAsync(collection, key, cancellationToken);

    public ValueTask<EntityView<TState, TRow>> ReadRangeAsync<TRow>(
        RowSet<TRow> collection, string? after, int limit, CancellationToken cancellationToken = default)
        where TRow : class
        => _engine.ReadRangeAsync(collection, after, limit, cancellationToken);

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _engine.OpenAsync(cancellationToken);

        // What a new activation does without waiting, Orleans does under that activation's lock: its first calls too. Two new ones that
        // call each other in them would wait for each other's lock for ever, and everybody who calls them with them.
        await Task.Yield();
    }
}
