using Cql;

namespace Orleans.Persistence.Cassandra;

/// <summary>The states of one service. Calls see each other as if they came one after the other.</summary>
internal interface IStateTable
{
    /// <summary>Reads a state, or of its row only the tag; finishes what writes of it have begun.</summary>
    /// <exception cref="ArgumentException">The key cannot be stored.</exception>
    /// <exception cref="CqlException">It was not read.</exception>
    ValueTask<StateRow?> FindAsync(StateKey key, bool tagOnly, CancellationToken cancellationToken);

    /// <summary>Tries a change once.</summary>
    /// <exception cref="ArgumentException">The key cannot be stored.</exception>
    /// <exception cref="CqlException">It was not done, and will not be.</exception>
    ValueTask<ChangeAnswer> TryChangeAsync(StateKey key, StateChange change);
}
