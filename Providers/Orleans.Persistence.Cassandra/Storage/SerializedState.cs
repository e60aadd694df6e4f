namespace Orleans.Persistence.Cassandra;

/// <summary>A state as bytes. Dispose it when they are written.</summary>
/// <param name="Bytes">The bytes, not whole when they are more than may be.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Buffer">What holds them, if it is to be given back.</param>
internal readonly record struct SerializedState(ReadOnlyMemory<byte> Bytes, long Length, StateBuffer? Buffer = null) : IDisposable
{
    public void Dispose() => Buffer?.Dispose();
}
