namespace Marketplace.Silo.Operations;

/// <summary>An entity as it is stored, for an operator's eyes.</summary>
public sealed record StoredEntityView
{
    /// <summary>The kind: the grain's type.</summary>
    public required string Kind { get; init; }

    /// <summary>The id: the grain's key.</summary>
    public required string Id { get; init; }

    /// <summary>The version.</summary>
    public required long Version { get; init; }

    /// <summary>Whether it has open work.</summary>
    public required bool Unfinished { get; init; }

    /// <summary>The head; null when there is none.</summary>
    public object? Head { get; init; }

    /// <summary>The first rows of each collection.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<StoredRowView>> Rows { get; init; }

    /// <summary>Its newest events, as far as they are among the newest of its partition of the log.</summary>
    public required IReadOnlyList<StoredEventView> Events { get; init; }
}
