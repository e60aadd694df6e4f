namespace Cql;

/// <summary>The type of a column, a parameter or a part of one. Immutable; equal when it says the same.</summary>
public abstract record CqlType
{
    private protected CqlType(CqlTypeCode code) => Code = code;

    /// <summary>Which type this is.</summary>
    public CqlTypeCode Code { get; }

    /// <summary>A type without parts.</summary>
    /// <exception cref="ArgumentException">A type of this code has parts.</exception>
    public static CqlType Of(CqlTypeCode code) => CqlNativeType.Of(code);
}
