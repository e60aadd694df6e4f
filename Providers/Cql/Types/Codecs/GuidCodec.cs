using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>uuid</c> and <c>timeuuid</c>.</summary>
internal sealed class GuidCodec : CqlCodec<Guid>
{
    private const int Size = 16;

    public override void Write(Guid value, WireBuffer to) => value.TryWriteBytes(to.Append(Size), bigEndian: true, out _);

    public override Guid Read(ReadOnlySpan<byte> value) => new(FixedSize.Of(Size, value), bigEndian: true);
}
