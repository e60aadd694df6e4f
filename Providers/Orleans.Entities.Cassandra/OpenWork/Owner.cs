namespace Orleans.Entities.Cassandra.OpenWork;

/// <summary>A process that answers for open work.</summary>
/// <param name="Incarnation">The process, this time.</param>
/// <param name="Silo">Its silo's address, with the generation; null where it shares its log with no other.</param>
internal sealed record Owner(Guid Incarnation, string? Silo);
