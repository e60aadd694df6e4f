using Cql.Protocol;

namespace Cql.Types;

/// <summary>A user-defined type by the names of its fields.</summary>
internal sealed class UdtValueCodec(CqlUdtType type) : CqlCodec<CqlUdtValue>
{
    private readonly CqlCodec<object>[] _fields = [.. type.Fields.Select(field => new ObjectCodec(field.Type))];

    public override bool ReadsEmpty => true;

    public override void Write(CqlUdtValue value, WireBuffer to)
    {
        var known = 0;
        for (var i = 0; i < _fields.Length; i++)
        {
            if (value.Fields.TryGetValue(type.Fields[i].Name, out var field))
                known++;
            UdtFields.Write(_fields[i], type.Fields[i].Name, field!, to);
        }

        if (known != value.Fields.Count)
            throw new CqlTypeException($"{type} has no field {value.Fields.Keys.First(name => type.Fields.All(field => field.Name != name))}.");
    }

    public override CqlUdtValue Read(ReadOnlySpan<byte> value)
    {
        var from = new WireReader(value);
        var udt = new CqlUdtValue();
        for (var i = 0; i < _fields.Length; i++)
            udt[type.Fields[i].Name] = UdtFields.Next(_fields[i], type.Fields[i].Name, ref from);
        return udt;
    }
}
