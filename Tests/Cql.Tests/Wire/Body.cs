using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Cql.Tests.Wire;

/// <summary>Bytes as the specification's section 3 writes them; by other means than the client's.</summary>
internal sealed class Body
{
    private readonly MemoryStream _bytes = new();

    public byte[] ToArray() => _bytes.ToArray();

    public Body Raw(params ReadOnlySpan<byte> value)
    {
        _bytes.Write(value);
        return this;
    }

    public Body Byte(byte value) => Raw(value);

    public Body Short(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)value));
        return Raw(bytes);
    }

    public Body Int(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return Raw(bytes);
    }

    public Body Long(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Raw(bytes);
    }

    public Body String(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return Short(bytes.Length).Raw(bytes);
    }

    public Body LongString(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public Body Bytes(params byte[]? value) => value is null ? Int(-1) : Int(value.Length).Raw(value);

    public Body ShortBytes(params byte[] value) => Short(value.Length).Raw(value);

    public Body Strings(params string[] values) => values.Aggregate(Short(values.Length), (body, value) => body.String(value));

    public Body Address(string value)
    {
        var bytes = IPAddress.Parse(value).GetAddressBytes();
        return Byte((byte)bytes.Length).Raw(bytes);
    }

    public Body Inet(string address, int port) => Address(address).Int(port);
}
