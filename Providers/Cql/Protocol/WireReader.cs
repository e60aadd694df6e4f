using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cql.Protocol;

/// <summary>Reads the notations of the protocol, section 3, out of one envelope's body. What goes beyond the end is a <see cref="CqlProtocolException"/>.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>Where the next byte is.</summary>
    public readonly int Position => _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>The bytes that are left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[_position..];

    /// <summary>The bytes that come next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_bytes.Length - _position))
            ThrowShort(count);
        var taken = _bytes.Slice(_position, count);
        _position += count;
        return taken;
    }

    /// <summary>[byte]</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>[short]</summary>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    /// <summary>[int]</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    /// <summary>[long]</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    /// <summary>[uuid]</summary>
    public Guid ReadUuid() => new(Take(16), bigEndian: true);

    /// <summary>[string]</summary>
    public string ReadString() => Encoding.UTF8.GetString(Take(ReadUInt16()));

    /// <summary>[long string]</summary>
    public string ReadLongString() => Encoding.UTF8.GetString(Take(ReadInt32()));

    /// <summary>[short bytes]</summary>
    public ReadOnlySpan<byte> ReadShortBytes() => Take(ReadUInt16());

    /// <summary>[bytes] or [value]: false when it is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadBytes(out ReadOnlySpan<byte> value)
    {
        var length = ReadInt32();
        value = length < 0 ? default : Take(length);
        return length >= 0;
    }

    /// <summary>[string list]</summary>
    public string[] ReadStringList()
    {
        var list = new string[ReadCount(ReadUInt16(), sizeof(ushort))];
        for (var i = 0; i < list.Length; i++)
            list[i] = ReadString();
        return list;
    }

    /// <summary>[inetaddr]: an address without a port.</summary>
    public IPAddress ReadInetAddress()
    {
        var length = ReadByte();
        return length is 4 or 16 ? new IPAddress(Take(length)) : throw new CqlProtocolException($"An address has 4 or 16 bytes, not {length}.");
    }

    /// <summary>[inet]: an address and a port.</summary>
    public IPEndPoint ReadInet()
    {
        var address = ReadInetAddress();
        var port = ReadInt32();
        return port is >= 0 and <= ushort.MaxValue ? new IPEndPoint(address, port) : throw new CqlProtocolException($"{port} is not a port.");
    }

    /// <summary>A count that the bytes left can hold, so that a bad one allocates nothing.</summary>
    public readonly int ReadCount(int count, int minBytesEach)
    {
        if (count < 0 || (long)count * minBytesEach > Remaining)
            throw new CqlProtocolException($"{count} elements of {minBytesEach} bytes or more are announced, and {Remaining} bytes are left.");
        return count;
    }

    private readonly void ThrowShort(int count)
        => throw new CqlProtocolException($"{count} bytes are announced at {_position}, and {Remaining} are left.");
}
