namespace Cql;

/// <summary>A user-defined type.</summary>
public sealed record CqlUdtType : CqlType
{
    /// <summary>Makes one.</summary>
    public CqlUdtType(string keyspace, string name, IReadOnlyList<CqlUdtField> fields) : base(CqlTypeCode.Udt)
        => (Keyspace, Name, Fields) = (keyspace, name, [.. fields]);

    /// <summary>The keyspace that it belongs to.</summary>
    public string Keyspace { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its fields, in order.</summary>
    public IReadOnlyList<CqlUdtField> Fields { get; }

    /// <inheritdoc/>
    public bool Equals(CqlUdtType? other)
        => other is not null && (Keyspace, Name) == (other.Keyspace, other.Name) && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Keyspace, Name, Fields.Count);

    /// <inheritdoc/>
    public override string ToString() => $"{Keyspace}.{Name}";
}
