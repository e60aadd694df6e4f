using Cql.Protocol;

namespace Cql.Types;

/// <summary>Turns values into the bytes of one CQL type and back, for whom knows the CLR type by name only. Immutable, for any thread.</summary>
internal abstract class CqlCodec
{
    /// <summary>Whether no bytes are a value of its own, as they are of a text; of most types they are null (<see cref="CqlRowReader"/>).</summary>
    public virtual bool ReadsEmpty => false;

    /// <summary>The type that it reads and writes.</summary>
    public abstract Type ClrType { get; }

    /// <summary>Writes a value that is not null.</summary>
    public abstract void WriteBoxed(object value, WireBuffer to);

    /// <summary>Reads a value that is not null.</summary>
    public abstract object ReadBoxed(ReadOnlySpan<byte> value);
}
