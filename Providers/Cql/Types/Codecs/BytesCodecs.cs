using Cql.Protocol;

namespace Cql.Types;

/// <summary>The bytes as they are: <c>blob</c>, custom types, and the UTF-8 of a <c>text</c>.</summary>
internal sealed class BytesCodec : CqlCodec<byte[]>
{
    public override bool ReadsEmpty => true;

    public override void Write(byte[] value, WireBuffer to) => to.WriteRaw(value);

    public override byte[] Read(ReadOnlySpan<byte> value) => value.ToArray();
}

/// <summary>The same, of bytes that are a part of others.</summary>
internal sealed class MemoryBytesCodec : CqlCodec<ReadOnlyMemory<byte>>
{
    public override bool ReadsEmpty => true;

    public override void Write(ReadOnlyMemory<byte> value, WireBuffer to) => to.WriteRaw(value.Span);

    public override ReadOnlyMemory<byte> Read(ReadOnlySpan<byte> value) => value.ToArray();
}
