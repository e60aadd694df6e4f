using Cql.Types;

namespace Cql.Protocol.Messages;

/// <summary>Reads a type, which the protocol calls an [option]: native protocol v5, section 4.2.5.2.</summary>
internal static class TypeReader
{
    /// <summary>How deep types may be nested: a server allows less, and a stack holds much more.</summary>
    public const int MaxDepth = 32;

    /// <exception cref="CqlProtocolException">It is malformed, unknown or nested too deep.</exception>
    public static CqlType Read(ref WireReader reader) => Read(ref reader, MaxDepth);

    private static CqlType Read(ref WireReader reader, int depth)
    {
        if (depth == 0)
            throw new CqlProtocolException($"A type is nested deeper than {MaxDepth}.");
        var code = (CqlTypeCode)reader.ReadUInt16();
        return code switch
        {
            CqlTypeCode.Custom => MarshalTypeParser.Parse(reader.ReadString()),
            CqlTypeCode.List => new CqlListType(Read(ref reader, depth - 1)),
            CqlTypeCode.Set => new CqlSetType(Read(ref reader, depth - 1)),
            CqlTypeCode.Map => new CqlMapType(Read(ref reader, depth - 1), Read(ref reader, depth - 1)),
            CqlTypeCode.Tuple => new CqlTupleType(ReadElements(ref reader, depth - 1)),
            CqlTypeCode.Udt => new CqlUdtType(reader.ReadString(), reader.ReadString(), ReadFields(ref reader, depth - 1)),
            >= CqlTypeCode.Ascii and <= CqlTypeCode.Int or >= CqlTypeCode.Timestamp and <= CqlTypeCode.Duration => CqlType.Of(code),
            _ => throw new CqlProtocolException($"A type of code 0x{(int)code:X4} is unknown."),
        };
    }

    private static CqlType[] ReadElements(ref WireReader reader, int depth)
    {
        var elements = new CqlType[reader.ReadCount(reader.ReadUInt16(), sizeof(ushort))];
        foreach (ref var element in elements.AsSpan())
            element = Read(ref reader, depth);
        return elements;
    }

    private static CqlUdtField[] ReadFields(ref WireReader reader, int depth)
    {
        var fields = new CqlUdtField[reader.ReadCount(reader.ReadUInt16(), sizeof(ushort) * 2)];
        foreach (ref var field in fields.AsSpan())
            field = new CqlUdtField(reader.ReadString(), Read(ref reader, depth));
        return fields;
    }
}
