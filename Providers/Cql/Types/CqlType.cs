using System.Diagnostics.CodeAnalysis;

namespace Cql;

/// <summary>The type of a column, a parameter or a part of one. Immutable; equal when it says the same.</summary>
public abstract record CqlType
{
    private protected CqlType(CqlTypeCode code) => Code = code;

    /// <summary>Copies one: but not what was found for it, since the copy may be changed.</summary>
    [SuppressMessage("Maintainability", "CA1510", Justification = "The initializer needs the value.")]
    protected CqlType(CqlType original) => Code = (original ?? throw new ArgumentNullException(nameof(original))).Code;

    /// <summary>Which type this is.</summary>
    public CqlTypeCode Code { get; }

    /// <summary>The codec that was asked for first: the one that is nearly always asked for again.</summary>
    internal object? Codec { get; set; }

    /// <summary>Whether no bytes are a value of their own; of the others they are null.</summary>
    internal bool HasEmptyValue => Code is CqlTypeCode.Text or CqlTypeCode.Ascii or CqlTypeCode.Blob or CqlTypeCode.Custom or CqlTypeCode.Tuple or CqlTypeCode.Udt;

    /// <summary>A type without parts.</summary>
    /// <exception cref="ArgumentException">A type of this code has parts.</exception>
    public static CqlType Of(CqlTypeCode code) => CqlNativeType.Of(code);

    /// <inheritdoc/>
    public virtual bool Equals(CqlType? other) => other is not null && EqualityContract == other.EqualityContract && Code == other.Code;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Code;
}
