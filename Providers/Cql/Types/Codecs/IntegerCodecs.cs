using System.Buffers.Binary;
using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>tinyint</c></summary>
internal sealed class SByteCodec : CqlCodec<sbyte>
{
    public override void Write(sbyte value, WireBuffer to) => to.WriteByte((byte)value);

    public override sbyte Read(ReadOnlySpan<byte> value) => (sbyte)FixedSize.Of(1, value)[0];
}

/// <summary><c>smallint</c></summary>
internal sealed class Int16Codec : CqlCodec<short>
{
    public override void Write(short value, WireBuffer to) => to.WriteUInt16((ushort)value);

    public override short Read(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt16BigEndian(FixedSize.Of(2, value));
}

/// <summary><c>int</c></summary>
internal sealed class Int32Codec : CqlCodec<int>
{
    public override void Write(int value, WireBuffer to) => to.WriteInt32(value);

    public override int Read(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt32BigEndian(FixedSize.Of(4, value));
}

/// <summary><c>bigint</c>, <c>counter</c>, and what is counted in one: milliseconds of <c>timestamp</c>, nanoseconds of <c>time</c>.</summary>
internal sealed class Int64Codec : CqlCodec<long>
{
    public override void Write(long value, WireBuffer to) => to.WriteInt64(value);

    public override long Read(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt64BigEndian(FixedSize.Of(8, value));
}

/// <summary><c>boolean</c>: anything but zero is true.</summary>
internal sealed class BooleanCodec : CqlCodec<bool>
{
    public override void Write(bool value, WireBuffer to) => to.WriteByte(value ? (byte)1 : (byte)0);

    public override bool Read(ReadOnlySpan<byte> value) => FixedSize.Of(1, value)[0] != 0;
}
