using System.Globalization;
using System.Net;
using System.Text;

namespace Cql.Tests.Wire;

/// <summary>Columns of rows that the fake nodes answer: a name, a type as it is on the wire, and a value.</summary>
internal sealed record FakeColumn(string Name, byte[] Type, byte[]? Value)
{
    private static readonly byte[] TextType = [0, 0xD];

    public static FakeColumn Text(string name, string? value) => new(name, TextType, value is null ? null : Encoding.UTF8.GetBytes(value));

    public static FakeColumn Int(string name, int value) => new(name, [0, 9], new Body().Int(value).ToArray());

    /// <summary>For a parameter, which has no value.</summary>
    public static FakeColumn Counter(string name) => new(name, [0, 5], Value: null);

    public static FakeColumn Bool(string name, bool value) => new(name, [0, 4], [value ? (byte)1 : (byte)0]);

    public static FakeColumn Uuid(string name, Guid value) => new(name, [0, 0xC], value.ToByteArray(bigEndian: true));

    public static FakeColumn Inet(string name, IPAddress value) => new(name, [0, 0x10], value.GetAddressBytes());

    public static FakeColumn Texts(string name, params string[] values)
        => new(name, [0, 0x22, .. TextType], values.Aggregate(new Body().Int(values.Length), (body, value) => body.Bytes(Encoding.UTF8.GetBytes(value))).ToArray());

    public static FakeColumn Map(string name, params (string Key, string Value)[] values)
        => new(name, [0, 0x21, .. TextType, .. TextType], values.Aggregate(
            new Body().Int(values.Length), (body, pair) => body.Bytes(Encoding.UTF8.GetBytes(pair.Key)).Bytes(Encoding.UTF8.GetBytes(pair.Value))).ToArray());

    /// <summary>A token as <c>system.local</c> has it.</summary>
    public static string Token(long value) => value.ToString(CultureInfo.InvariantCulture);
}
