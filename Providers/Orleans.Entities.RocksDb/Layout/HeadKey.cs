namespace Orleans.Entities.RocksDb.Layout;

/// <summary>An entity's key in the family of heads, at the beginning of a buffer that stays as it is while this is in use.</summary>
internal readonly struct HeadKey : IEquatable<HeadKey>
{
    private readonly RecordBuffer _buffer;

    private HeadKey(RecordBuffer buffer)
    {
        (_buffer, Length) = (buffer, buffer.Length);
        Hash = KeyHash.Of(Span);
    }

    internal int Length { get; }

    internal ulong Hash { get; }

    internal ReadOnlySpan<byte> Span => _buffer.Slice(0, Length);

    /// <exception cref="ArgumentException">The key is outside the limits.</exception>
    internal static HeadKey Append(RecordBuffer empty, EntityKey key)
    {
        Keys.AppendHead(empty, key);
        return new HeadKey(empty);
    }

    internal int Partition(int count) => (int)(Hash % (ulong)count);

    public bool Equals(HeadKey other) => Hash == other.Hash && Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is HeadKey other && Equals(other);

    public override int GetHashCode() => (int)(Hash >> 32);
}
