using Cql.Protocol;

namespace Cql.Types;

/// <summary>The elements of <c>list</c> and <c>set</c>: a count, then each with its length.</summary>
internal sealed class CountedFormat<T>(CqlCodec<T> codec) : ElementFormat<T>
{
    public override int ReadCount(ref WireReader from) => from.ReadCount(from.ReadInt32(), sizeof(int));

    protected override void Begin(int count, WireBuffer to) => to.WriteInt32(count);

    protected override void WriteElement(T element, WireBuffer to) => codec.WriteValue(NotNull(element), to);

    protected override T ReadElement(ref WireReader from) => codec.ReadValue(ref from);
}
