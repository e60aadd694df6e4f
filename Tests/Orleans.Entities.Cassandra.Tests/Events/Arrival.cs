namespace Orleans.Entities.Cassandra.Tests.Events;

/// <summary>The events of one commit, as a log was told them.</summary>
internal sealed record Arrival(EntityKey Key, long Version, IReadOnlyList<string> Texts);
