namespace Orleans.Persistence.Cassandra;

/// <summary>A state as it is stored; one that was cleared and kept has no payload.</summary>
internal sealed record StateRow(StateTag Tag, byte[]? Payload);
