using System.Buffers.Binary;
using System.Text;

namespace Orleans.Entities.RocksDb.Layout;

/// <summary>Reads a key from its start.</summary>
internal ref struct KeyReader(ReadOnlySpan<byte> key)
{
    private ReadOnlySpan<byte> _rest = key;

    internal ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    internal byte Byte() => Take(1)[0];

    internal byte[] LongBytes() => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))).ToArray();

    internal readonly string RestAsName() => Encoding.UTF8.GetString(_rest);
}
