namespace Orleans.Entities;

/// <summary>
/// A grain's durable entity: a head, ordered rows and outgoing events, written together, one write in flight. Injected by
/// <see cref="EntityAttribute"/>.
/// </summary>
/// <remarks>
/// For use on the grain's scheduler only; the grain is <c>[Reentrant]</c>. While one write flies, further decisions gather in
/// memory and go with the next. What is answered is durable; what is read from outside is durable; a caller's cancellation ends
/// its waiting, never the write. After a lost race the activation is at an end: every call throws
/// <see cref="EntityUnavailableException"/> and the grain deactivates.
/// </remarks>
/// <typeparam name="TState">The head: an immutable type with an Orleans serializer, and <see cref="IHasOpenWork"/> where it can have open work.</typeparam>
public interface IEntity<TState> where TState : class
{
    /// <summary>The durable head; null when there is none.</summary>
    /// <exception cref="EntityUnavailableException">This activation is at an end.</exception>
    TState? State { get; }

    /// <summary>The durable version; 0 when the entity was never written.</summary>
    /// <exception cref="EntityUnavailableException">This activation is at an end.</exception>
    long Version { get; }

    /// <summary>Decides on the entity as it will be once everything before is durable, and answers when the decision's effect, and what it rests on, is.</summary>
    /// <param name="argument">Handed to <paramref name="decide"/>, so that it can be static.</param>
    /// <param name="decide">Pure, without waiting. What it throws is thrown to the caller, once what it rests on is durable.</param>
    /// <param name="rows">The rows it needs.</param>
    /// <param name="cancellationToken">Ends the waiting, not the write.</param>
    /// <exception cref="EntityOverloadedException">Too much is gathered already; nothing was changed.</exception>
    /// <exception cref="EntityUnavailableException">The write was lost, or its fate is unknown.</exception>
    /// <exception cref="EntityStoreException">The rows cannot be read now; nothing was changed.</exception>
    ValueTask<TAnswer> RunAsync<TArgument, TAnswer>(
        TArgument argument,
        Func<IDraft<TState>, TArgument, TAnswer> decide,
        ReadOnlySpan<RowQuery> rows = default,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// As <see cref="RunAsync"/>, for a hint that nobody waits for: it shares the next write, flies by itself after
    /// <c>EntityOptions.LazyDelay</c>, at deactivation, or as soon as anyone waits on it. It can be lost with the process; one that
    /// throws, or comes when too much waits, is dropped.
    /// </summary>
    void RunLazily<TArgument>(TArgument argument, Action<IDraft<TState>, TArgument> decide, ReadOnlySpan<RowQuery> rows = default);

    /// <summary>Reads durable rows by key; null where there is none.</summary>
    ValueTask<TRow?> ReadRowAsync<TRow>(RowSet<TRow> collection, string key, CancellationToken cancellationToken = default)
        where TRow : class;

    /// <summary>Reads durable rows in key order. All rows and <see cref="State"/> taken in the turn the call returns are of one version.</summary>
    ValueTask<EntityView<TState, TRow>> ReadRangeAsync<TRow>(
        RowSet<TRow> collection, string? after, int limit, CancellationToken cancellationToken = default)
        where TRow : class;
}
