namespace Marketplace.Silo.Operations;

/// <summary>Some entities, for an operator's eyes.</summary>
/// <param name="Items">The entities in the order of their ids.</param>
/// <param name="Next">What to ask on from; null at the end.</param>
public sealed record StoredEntityPage(IReadOnlyList<StoredEntityView> Items, string? Next);
