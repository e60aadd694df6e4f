using Cql.Protocol;
using Cql.Types;

namespace Cql.Tests.Types;

/// <summary>Values to bytes and back, through the codec that a session would find.</summary>
internal static class Codec
{
    public static byte[] Encode<T>(CqlType type, T value)
    {
        using var buffer = new WireBuffer();
        CqlCodecs.Find<T>(type).Write(value, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    public static T Decode<T>(CqlType type, ReadOnlySpan<byte> bytes) => CqlCodecs.Find<T>(type).ReadValue(isNull: false, bytes);

    public static T RoundTrip<T>(CqlType type, T value) => Decode<T>(type, Encode(type, value));

    /// <summary>Holds a value to known bytes, both ways.</summary>
    public static void AssertBytes<T>(CqlTypeCode type, T value, string hex) => AssertBytes(CqlType.Of(type), value, hex);

    /// <summary>Holds a value to known bytes, both ways.</summary>
    public static void AssertBytes<T>(CqlType type, T value, string hex)
    {
        Assert.Equal(hex, Convert.ToHexString(Encode(type, value)), ignoreCase: true);
        Assert.Equal(value, Decode<T>(type, Convert.FromHexString(hex)));
    }

    /// <summary>Cuts a value short everywhere, and adds to it: that is a value, or an error that says what is wrong, and nothing else.</summary>
    public static void AssertTruncationsAreTold<T>(CqlType type, T value)
    {
        var bytes = Encode(type, value);
        for (var length = 0; length <= bytes.Length + 1; length++)
        {
            if (length == bytes.Length)
                continue;
            var damaged = new byte[length];
            bytes.AsSpan(0, Math.Min(length, bytes.Length)).CopyTo(damaged);
            AssertToldOrRead<T>(type, damaged);
        }
    }

    /// <summary>Reads bytes of any kind: a value comes out, or an error that is documented.</summary>
    public static void AssertToldOrRead<T>(CqlType type, byte[] bytes)
    {
        try
        {
            Decode<T>(type, bytes);
        }
        catch (Exception error) when (error is CqlProtocolException or CqlTypeException)
        {
        }
    }
}
