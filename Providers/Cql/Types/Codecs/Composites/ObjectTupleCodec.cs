using Cql.Protocol;

namespace Cql.Types;

/// <summary>A <c>tuple</c> of any length, element by element.</summary>
internal sealed class ObjectTupleCodec(CqlTupleType type) : TupleCodecBase<object?[]>
{
    private readonly CqlCodec<object>[] _elements = [.. type.Elements.Select(element => new ObjectCodec(element))];

    public override void Write(object?[] value, WireBuffer to)
    {
        if (value.Length != _elements.Length)
            throw new CqlTypeException($"A {type} has {_elements.Length} elements, not {value.Length}.");
        for (var i = 0; i < value.Length; i++)
            _elements[i].WriteValue(value[i]!, to);
    }

    protected override object?[] Read(ref WireReader from)
    {
        var elements = new object?[_elements.Length];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = Next(_elements[i], ref from);
        return elements;
    }
}
