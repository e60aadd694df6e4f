namespace Orleans.Entities.RocksDb.Layout;

/// <summary>A key with its family, in a buffer that stays as it is while this is in use.</summary>
internal readonly struct TaggedKey(byte family, RecordBuffer buffer) : IEquatable<TaggedKey>
{
    private readonly ulong _hash = KeyHash.Of(buffer.Span);

    internal byte Family => family;

    internal ReadOnlySpan<byte> Span => buffer.Span;

    public bool Equals(TaggedKey other) => _hash == other._hash && family == other.Family && Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is TaggedKey other && Equals(other);

    public override int GetHashCode() => (int)(_hash >> 32);
}
