namespace Cql;

/// <summary><c>vector&lt;…, n&gt;</c></summary>
/// <param name="Element">The type of its elements.</param>
/// <param name="Dimension">How many elements there are, at least one.</param>
public sealed record CqlVectorType(CqlType Element, int Dimension) : CqlType(CqlTypeCode.Vector)
{
    /// <inheritdoc/>
    public override string ToString() => $"vector<{Element}, {Dimension}>";
}
