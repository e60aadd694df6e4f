namespace Orleans.Persistence.Cassandra;

/// <summary>A write that counts only on top of another.</summary>
/// <param name="Expected">What must be there; null for nothing.</param>
/// <param name="Next">What is there afterwards; null for nothing.</param>
/// <param name="Payload">The state; null for a state that is cleared.</param>
internal readonly record struct StateChange(StateTag? Expected, StateTag? Next, ReadOnlyMemory<byte>? Payload = null);
