using System.Buffers.Binary;
using System.Text;

namespace Orleans.Entities.RocksDb.Layout;

/// <summary>Reads a stored value from its start.</summary>
internal ref struct RecordReader
{
    private ReadOnlySpan<byte> _rest;

    /// <exception cref="EntityStoreException">The record is of a format that this program does not know.</exception>
    internal RecordReader(ReadOnlySpan<byte> value, string what)
    {
        if (value.IsEmpty || value[0] != StoreLayout.RecordFormat)
            throw new EntityStoreException($"The stored {what} is of a format that this program does not know.");
        _rest = value[1..];
    }

    internal readonly ReadOnlySpan<byte> Rest => _rest;

    internal ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    internal byte Byte() => Take(1)[0];

    internal long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    internal uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    internal Guid Guid() => new(Take(16));

    internal string ShortName() => Encoding.UTF8.GetString(Take(Byte()));

    internal string LongName() => Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))));
}
