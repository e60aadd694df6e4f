namespace Cql;

/// <summary><c>list&lt;…&gt;</c></summary>
/// <param name="Element">The type of its elements.</param>
public sealed record CqlListType(CqlType Element) : CqlType(CqlTypeCode.List)
{
    /// <inheritdoc/>
    public override string ToString() => $"list<{Element}>";
}
