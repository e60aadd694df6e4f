namespace Marketplace.Silo.Operations;

/// <summary>What entities of a kind are made of.</summary>
/// <param name="Head">Reads a head.</param>
/// <param name="Collections">The collections of rows.</param>
internal sealed record EntityKind(Func<ReadOnlyMemory<byte>, object> Head, IReadOnlyList<EntityCollection> Collections);

/// <summary>A collection of rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Row">Reads a row.</param>
internal sealed record EntityCollection(string Name, Func<ReadOnlyMemory<byte>, object> Row);
