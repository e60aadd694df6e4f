namespace Cql;

/// <summary><c>tuple&lt;…&gt;</c></summary>
public sealed record CqlTupleType : CqlType
{
    /// <summary>Makes one.</summary>
    public CqlTupleType(IReadOnlyList<CqlType> elements) : base(CqlTypeCode.Tuple) => Elements = [.. elements];

    /// <summary>The types of its elements, in order.</summary>
    public IReadOnlyList<CqlType> Elements { get; }

    /// <inheritdoc/>
    public bool Equals(CqlTupleType? other) => other is not null && Elements.SequenceEqual(other.Elements);

    /// <inheritdoc/>
    public override int GetHashCode() => Elements.Aggregate(Elements.Count, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"tuple<{string.Join(", ", Elements)}>";
}
