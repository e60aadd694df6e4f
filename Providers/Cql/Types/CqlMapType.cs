namespace Cql;

/// <summary><c>map&lt;…, …&gt;</c></summary>
/// <param name="Key">The type of its keys.</param>
/// <param name="Value">The type of its values.</param>
public sealed record CqlMapType(CqlType Key, CqlType Value) : CqlType(CqlTypeCode.Map)
{
    /// <inheritdoc/>
    public override string ToString() => $"map<{Key}, {Value}>";
}
