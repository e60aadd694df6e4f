namespace Cql;

/// <summary><c>set&lt;…&gt;</c></summary>
/// <param name="Element">The type of its elements.</param>
public sealed record CqlSetType(CqlType Element) : CqlType(CqlTypeCode.Set)
{
    /// <inheritdoc/>
    public override string ToString() => $"set<{Element}>";
}
