using System.Net;
using System.Numerics;

namespace Cql.Tests.Types;

public sealed class ObjectCodecTests
{
    [Fact]
    public void Values_come_back_as_what_is_natural_for_them()
    {
        Holds(CqlTypeCode.Text, "a");
        Holds(CqlTypeCode.Ascii, "a");
        Holds(CqlTypeCode.Int, 1);
        Holds(CqlTypeCode.BigInt, 1L);
        Holds(CqlTypeCode.SmallInt, (short)1);
        Holds(CqlTypeCode.TinyInt, (sbyte)1);
        Holds(CqlTypeCode.Boolean, true);
        Holds(CqlTypeCode.Double, 0.5);
        Holds(CqlTypeCode.Float, 0.5f);
        Holds(CqlTypeCode.Decimal, new CqlDecimal(1, 2));
        Holds(CqlTypeCode.VarInt, BigInteger.One);
        Holds(CqlTypeCode.Blob, new byte[] { 1 });
        Holds(CqlTypeCode.Uuid, Guid.NewGuid());
        Holds(CqlTypeCode.Inet, IPAddress.Loopback);
        Holds(CqlTypeCode.Date, DateOnly.MaxValue);
        Holds(CqlTypeCode.Time, TimeOnly.MaxValue);
        Holds(CqlTypeCode.Timestamp, DateTimeOffset.UnixEpoch);
        Holds(CqlTypeCode.Duration, new CqlDuration(1, 2, 3));
    }

    [Fact]
    public void Values_with_parts_come_back_too()
    {
        var text = CqlType.Of(CqlTypeCode.Text);
        var number = CqlType.Of(CqlTypeCode.Int);
        Assert.Equal(new List<string> { "a" }, Codec.RoundTrip<object>(new CqlListType(text), new List<string> { "a" }));
        Assert.Equal("a", Assert.Single(Assert.IsType<HashSet<string>>(Codec.RoundTrip<object>(new CqlSetType(text), new HashSet<string> { "a" }))));
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1 }, Codec.RoundTrip<object>(new CqlMapType(text, number), new Dictionary<string, int> { ["a"] = 1 }));
        Assert.Equal(new[] { 1, 2 }, Codec.RoundTrip<object>(new CqlVectorType(number, 2), new[] { 1, 2 }));
        Assert.Equal(new object?[] { 1, null }, Codec.RoundTrip<object>(new CqlTupleType([number, text]), new object?[] { 1, null }));
    }

    [Fact]
    public void Any_form_of_a_value_is_written()
    {
        var type = CqlType.Of(CqlTypeCode.Decimal);
        Assert.Equal(Codec.Encode(type, 1.5m), Codec.Encode<object>(type, 1.5m));
        Assert.Throws<CqlTypeException>(() => Codec.Encode<object>(type, 1.5));
        Assert.Equal(Codec.Encode<int[]>(new CqlListType(CqlType.Of(CqlTypeCode.Int)), [1]), Codec.Encode<object>(new CqlListType(CqlType.Of(CqlTypeCode.Int)), new[] { 1 }));
    }

    private static void Holds(CqlTypeCode type, object value) => Assert.Equal(value, Codec.RoundTrip(CqlType.Of(type), value));
}
