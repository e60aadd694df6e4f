namespace Orleans.Entities;

/// <summary>What a store knows of an entity when it is opened.</summary>
/// <param name="Version">How often it was written; 0 when it never was.</param>
/// <param name="WriteId">The id of the write that made this version; empty at version 0.</param>
/// <param name="Head">The encoded head; empty when there is none.</param>
/// <param name="Unfinished">Whether its last commit left open work.</param>
public readonly record struct EntityHead(long Version, Guid WriteId, ReadOnlyMemory<byte> Head, bool Unfinished)
{
    /// <summary>An entity that was never written.</summary>
    public static EntityHead Absent => default;
}
