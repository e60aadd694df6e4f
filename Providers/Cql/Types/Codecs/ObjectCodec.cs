using System.Collections.Concurrent;
using Cql.Protocol;

namespace Cql.Types;

/// <summary>Any value of a type, for whom does not know which: read as the CLR type that is natural for it, written as whatever it is.</summary>
internal sealed class ObjectCodec(CqlType type) : CqlCodec<object>
{
    private readonly CqlCodec _natural = CodecFactory.Create(NaturalType.Of(type), type);
    private readonly ConcurrentDictionary<Type, CqlCodec> _others = new();

    public override bool ReadsEmpty => _natural.ReadsEmpty;

    public override void Write(object value, WireBuffer to)
    {
        var codec = _natural.ClrType.IsInstanceOfType(value) ? _natural : _others.GetOrAdd(value.GetType(), CodecFactory.Create, type);
        codec.WriteBoxed(value, to);
    }

    public override object Read(ReadOnlySpan<byte> value) => _natural.ReadBoxed(value);
}
