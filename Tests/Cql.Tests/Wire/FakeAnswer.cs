using System.Buffers.Binary;
using Cql.Protocol;

namespace Cql.Tests.Wire;

/// <summary>An envelope that the server sends; of the connection's version, when it does not say another.</summary>
internal sealed record FakeAnswer(short Stream, Opcode Opcode, byte[] Body, byte Flags = 0, byte? Version = null)
{
    private const int HeaderSize = 9;

    public static FakeAnswer Ready(short stream) => new(stream, Opcode.Ready, []);

    public static FakeAnswer Supported(short stream)
        => new(stream, Opcode.Supported, new Body().Short(2).String("COMPRESSION").Strings("snappy", "lz4").String("CQL_VERSION").Strings("3.4.7").ToArray());

    public static FakeAnswer Authenticate(short stream)
        => new(stream, Opcode.Authenticate, new Body().String("org.apache.cassandra.auth.PasswordAuthenticator").ToArray());

    public static FakeAnswer Error(short stream, int code, string message, Func<Body, Body>? fields = null)
    {
        var body = new Body().Int(code).String(message);
        return new(stream, Opcode.Error, (fields?.Invoke(body) ?? body).ToArray());
    }

    /// <summary>That a node is up.</summary>
    public static FakeAnswer Up(string address)
        => new(-1, Opcode.Event, new Body().String("STATUS_CHANGE").String("UP").Inet(address, 9042).ToArray());

    /// <summary>The answer to a <see cref="NumberedRequest"/>: its number, and more bytes when so many are wanted.</summary>
    public static FakeAnswer To(FakeRequest request, int size = sizeof(int))
    {
        var body = new byte[size];
        request.Body.AsSpan(0, sizeof(int)).CopyTo(body);
        return new(request.Stream, Opcode.Result, body);
    }

    public byte[] ToEnvelope(byte version)
    {
        var bytes = new byte[HeaderSize + Body.Length];
        bytes[0] = (byte)((Version ?? version) | 0x80);
        bytes[1] = Flags;
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(2), Stream);
        bytes[4] = (byte)Opcode;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), Body.Length);
        Body.CopyTo(bytes, HeaderSize);
        return bytes;
    }
}
