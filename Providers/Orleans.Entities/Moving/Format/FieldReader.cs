using System.Buffers.Binary;
using System.Text;

namespace Orleans.Entities.Moving;

/// <summary>Reads the fields of a record. Every reading past its end is an <see cref="ArgumentException"/>.</summary>
internal ref struct FieldReader(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlyMemory<byte> _rest = bytes;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public Guid Id() => new(Take(16));

    public string Name() => Strict.GetString(Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)))));

    public EntityKey Key() => new(Name(), Name());

    /// <summary>All that is left, in memory that is the record's own.</summary>
    public readonly ReadOnlyMemory<byte> Rest() => _rest;

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest.Span[..length];
        _rest = _rest[length..];
        return taken;
    }
}
