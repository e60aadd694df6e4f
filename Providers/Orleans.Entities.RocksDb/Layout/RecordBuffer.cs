using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace Orleans.Entities.RocksDb.Layout;

/// <summary>A growing run of bytes that keeps its memory for its next use, as long as that is small.</summary>
internal sealed class RecordBuffer(int keptBytes)
{
    private byte[] _bytes = [];

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    internal ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    internal Span<byte> Writable(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Adds room for some bytes at the end, to be filled by the caller.</summary>
    internal Span<byte> Append(int length)
    {
        Reserve(length);
        var span = _bytes.AsSpan(Length, length);
        Length += length;
        return span;
    }

    internal void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(bytes.Length));

    internal void AppendByte(byte value) => Append(1)[0] = value;

    internal void AppendVarint(int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            AppendByte((byte)(rest | 0x80));
            rest >>= 7;
        }

        AppendByte((byte)rest);
    }

    internal void AppendUInt16BigEndian(int value) => BinaryPrimitives.WriteUInt16BigEndian(Append(2), checked((ushort)value));

    internal void AppendUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Append(4), value);

    internal void AppendInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Append(8), value);

    internal void AppendInt64BigEndian(long value) => BinaryPrimitives.WriteInt64BigEndian(Append(8), value);

    internal void AppendGuid(Guid value) => value.TryWriteBytes(Append(16));

    /// <summary>Adds a name's UTF-8 and returns its length.</summary>
    /// <exception cref="ArgumentException">It is too short, too long or holds a lone surrogate.</exception>
    internal int AppendName(string value, int maxBytes, string what)
    {
        ArgumentNullException.ThrowIfNull(value, what);
        var room = Math.Min(value.Length * 3, maxBytes);
        Reserve(room);
        var status = Utf8.FromUtf16(value, _bytes.AsSpan(Length, room), out _, out var written, replaceInvalidSequences: false);
        if (status == OperationStatus.InvalidData)
            throw new ArgumentException($"The {what} holds a lone surrogate, which has no UTF-8 form.", what);
        if (status != OperationStatus.Done || written == 0)
            throw new ArgumentException($"The {what} must have 1 to {maxBytes} bytes of UTF-8.", what);
        Length += written;
        return written;
    }

    /// <summary>Adds a name's UTF-8 after a byte with its length.</summary>
    internal void AppendShortName(string value, string what)
    {
        var at = Length;
        AppendByte(0);

        // The name may move the bytes: where they are is asked afterwards.
        var length = AppendName(value, byte.MaxValue, what);
        _bytes[at] = (byte)length;
    }

    /// <summary>Adds a name's UTF-8 after two bytes with its length.</summary>
    internal void AppendLongName(string value, int maxBytes, string what)
    {
        var at = Length;
        AppendUInt16BigEndian(0);
        var length = AppendName(value, maxBytes, what);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(at), (ushort)length);
    }

    internal void Truncate(int length) => Length = length;

    /// <summary>Empties the buffer; one that has grown large is given back.</summary>
    internal void Clear()
    {
        Length = 0;
        if (_bytes.Length > keptBytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    internal void Reserve(int more)
    {
        if (_bytes.Length - Length >= more)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + more, Math.Max(512, _bytes.Length * 2)));
        Span.CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
