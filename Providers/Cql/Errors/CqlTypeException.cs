namespace Cql;

/// <summary>A value and a CQL type do not go together: the types do not match, or the value does not fit without a loss.</summary>
public sealed class CqlTypeException : InvalidCastException
{
    internal CqlTypeException(string message, Exception? innerException = null) : base(message, innerException) { }

    /// <summary>The column, parameter or field, where it is known.</summary>
    public string? Column { get; internal init; }

    /// <summary>The type that the server has, where it is known.</summary>
    public CqlType? CqlType { get; internal init; }

    /// <summary>The type that the program has, where it is known.</summary>
    public Type? ClrType { get; internal init; }

    /// <summary>This error, told of a column.</summary>
    internal CqlTypeException At(CqlColumn column, Type clrType)
        => new($"{column.Name} ({column.Type}): {Message}", this) { Column = column.Name, CqlType = column.Type, ClrType = clrType };
}
