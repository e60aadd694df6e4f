namespace Cql;

/// <summary>A type that only the server knows; its values are bytes here.</summary>
/// <param name="ClassName">The server's class for it.</param>
public sealed record CqlCustomType(string ClassName) : CqlType(CqlTypeCode.Custom)
{
    /// <inheritdoc/>
    public override string ToString() => $"'{ClassName}'";
}
