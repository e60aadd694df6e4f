using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cql.Protocol;

/// <summary>Bytes that grow as they are written: big-endian, as everything in an envelope is. The bytes are rented and go back with <see cref="Dispose"/>.</summary>
/// <remarks>Not safe for use by two threads. May be used again after <see cref="Clear()"/>, and after <see cref="Dispose"/> too.</remarks>
internal sealed class WireBuffer : IBufferWriter<byte>, IDisposable
{
    private const int MinCapacity = 256;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>How many bytes are written.</summary>
    public int Length => _length;

    /// <summary>What is written.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    /// <summary>How many bytes it holds, written or not.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>What is written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    /// <summary>Forgets what is written from a position on.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length, nameof(length));
        _length = length;
    }

    /// <summary>Forgets all, and keeps the bytes for the next use.</summary>
    public void Clear() => _length = 0;

    /// <summary>Forgets all, and gives the bytes back where they are more than shall be kept for the next use.</summary>
    public void Clear(int mostKept)
    {
        if (_bytes.Length > mostKept)
            Dispose();
        else
            Clear();
    }

    /// <summary>Gives the bytes back.</summary>
    public void Dispose()
    {
        var bytes = _bytes;
        (_bytes, _length) = ([], 0);
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Room for bytes that the caller writes at once; counted as written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Append(int count)
    {
        var start = _length;
        if (_bytes.Length - start < count)
            Grow(count);
        _length = start + count;
        return _bytes.AsSpan(start, count);
    }

    /// <summary>Bytes that were written, for whom fills them in later.</summary>
    public Span<byte> Written(int start, int count) => _bytes.AsSpan(0, _length).Slice(start, count);

    /// <summary>A place for a length that is known later: <see cref="PatchLength"/> fills it.</summary>
    public int ReserveInt32()
    {
        var place = _length;
        Append(sizeof(int));
        return place;
    }

    /// <summary>Writes how many bytes came after a reserved place.</summary>
    public void PatchLength(int place) => PatchInt32(place, _length - place - sizeof(int));

    /// <summary>Writes into a reserved place.</summary>
    public void PatchInt32(int place, int value) => BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(place, sizeof(int)), value);

    /// <summary>[byte]</summary>
    public void WriteByte(byte value) => Append(1)[0] = value;

    /// <summary>[short]</summary>
    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Append(sizeof(ushort)), value);

    /// <summary>[int]</summary>
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Append(sizeof(int)), value);

    /// <summary>[long]</summary>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64BigEndian(Append(sizeof(long)), value);

    /// <summary>Bytes as they are.</summary>
    public void WriteRaw(ReadOnlySpan<byte> value) => value.CopyTo(Append(value.Length));

    /// <summary>[string]: at most 65,535 bytes of UTF-8.</summary>
    /// <exception cref="ArgumentException">It is longer.</exception>
    public void WriteString(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        if (count > ushort.MaxValue)
            throw new ArgumentException($"A string of {count} bytes does not fit: the protocol allows {ushort.MaxValue}.", nameof(value));
        WriteUInt16((ushort)count);
        Encoding.UTF8.GetBytes(value, Append(count));
    }

    /// <summary>[long string]</summary>
    public void WriteLongString(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        WriteInt32(count);
        Encoding.UTF8.GetBytes(value, Append(count));
    }

    /// <summary>[bytes]</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteInt32(value.Length);
        WriteRaw(value);
    }

    /// <summary>[short bytes]: at most 65,535.</summary>
    /// <exception cref="ArgumentException">There are more.</exception>
    public void WriteShortBytes(ReadOnlySpan<byte> value)
    {
        if (value.Length > ushort.MaxValue)
            throw new ArgumentException($"{value.Length} bytes do not fit: the protocol allows {ushort.MaxValue}.", nameof(value));
        WriteUInt16((ushort)value.Length);
        WriteRaw(value);
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - _length), nameof(count));
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length - _length < Math.Max(sizeHint, 1))
            Grow(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void Grow(int count)
    {
        var wanted = Math.Max((long)_length + count, Math.Min((long)_bytes.Length * 2, Array.MaxLength));
        if (wanted > Array.MaxLength)
            throw new ArgumentException($"A message of {wanted} bytes does not fit into memory.", nameof(count));
        var bytes = ArrayPool<byte>.Shared.Rent((int)Math.Max(wanted, MinCapacity));
        WrittenSpan.CopyTo(bytes);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bytes;
    }
}
