namespace Orleans.Entities;

/// <summary>A durable head and some of its rows, of one version.</summary>
/// <param name="Version">The version.</param>
/// <param name="State">The head; null when there is none.</param>
/// <param name="Rows">The rows in key order.</param>
public sealed record EntityView<TState, TRow>(long Version, TState? State, IReadOnlyList<KeyValuePair<string, TRow>> Rows)
    where TState : class
    where TRow : class;
