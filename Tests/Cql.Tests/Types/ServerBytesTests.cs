using System.Globalization;
using System.Net;
using System.Numerics;
using Cql.Types;

namespace Cql.Tests.Types;

/// <summary>Bytes and names of types that the classes of Cassandra 5.0.8 made (<c>AbstractType.decompose</c>, <c>toString</c>).</summary>
public sealed class ServerBytesTests
{
    private const string Package = "org.apache.cassandra.db.marshal.";
    private const string Int = Package + "Int32Type";
    private const string Text = Package + "UTF8Type";

    private static readonly Guid Id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void Values_without_parts()
    {
        Same(CqlTypeCode.Ascii, "abc", "616263");
        Same(CqlTypeCode.Text, "größe€𝄞", "6772c3b6c39f65e282acf09d849e");
        Same(CqlTypeCode.Int, -2, "fffffffe");
        Same(CqlTypeCode.BigInt, long.MinValue, "8000000000000000");
        Same(CqlTypeCode.SmallInt, (short)-3, "fffd");
        Same(CqlTypeCode.TinyInt, (sbyte)-4, "fc");
        Same(CqlTypeCode.Boolean, true, "01");
        Same(CqlTypeCode.Float, 1.5f, "3fc00000");
        Same(CqlTypeCode.Double, -0.1, "bfb999999999999a");
        Same(CqlTypeCode.Inet, IPAddress.Loopback, "7f000001");
        Same(CqlTypeCode.Inet, IPAddress.Parse("2001:db8::1"), "20010db8000000000000000000000001");
        Same(CqlTypeCode.Uuid, Id, "00112233445566778899aabbccddeeff");
        Same(CqlTypeCode.TimeUuid, Guid.Parse("fe2b4360-28c6-11e2-81c1-0800200c9a66"), "fe2b436028c611e281c10800200c9a66");
    }

    [Theory]
    [InlineData("0", "00")]
    [InlineData("1", "01")]
    [InlineData("-1", "ff")]
    [InlineData("127", "7f")]
    [InlineData("128", "0080")]
    [InlineData("-128", "80")]
    [InlineData("-129", "ff7f")]
    [InlineData("255", "00ff")]
    [InlineData("256", "0100")]
    [InlineData("32768", "008000")]
    [InlineData("-32768", "8000")]
    [InlineData("-32769", "ff7fff")]
    [InlineData("18446744073709551616", "010000000000000000")]
    [InlineData("-18446744073709551617", "feffffffffffffffff")]
    public void Whole_numbers_of_any_size(string number, string hex)
    {
        var value = BigInteger.Parse(number, CultureInfo.InvariantCulture);
        Same(CqlTypeCode.VarInt, value, hex);
        if (value >= long.MinValue && value <= long.MaxValue)
            Same(CqlTypeCode.VarInt, (long)value, hex);
        if (value >= int.MinValue && value <= int.MaxValue)
            Same(CqlTypeCode.VarInt, (int)value, hex);
    }

    [Theory]
    [InlineData("0", "0000000000")]
    [InlineData("1.0", "000000010a")]
    [InlineData("-1.00", "000000029c")]
    [InlineData("123.456", "0000000301e240")]
    [InlineData("-0.001", "00000003ff")]
    [InlineData("79228162514264337593543950335", "0000000000ffffffffffffffffffffffff")]
    [InlineData("-79228162514264337593543950335", "00000000ff000000000000000000000001")]
    [InlineData("0.0000000000000000000000000001", "0000001c01")]
    public void Decimals(string number, string hex) => Same(CqlTypeCode.Decimal, decimal.Parse(number, CultureInfo.InvariantCulture), hex);

    [Fact]
    public void A_decimal_with_zeros_before_its_point()
    {
        Same(CqlTypeCode.Decimal, new CqlDecimal(1, -3), "fffffffd01");
        Assert.Equal(1000m, Codec.Decode<decimal>(CqlType.Of(CqlTypeCode.Decimal), Convert.FromHexString("fffffffd01")));
    }

    [Fact]
    public void Dates_and_times()
    {
        Same(CqlTypeCode.Timestamp, DateTimeOffset.FromUnixTimeMilliseconds(-1), "ffffffffffffffff");
        Same(CqlTypeCode.Timestamp, DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123), "0000018bcfe5687b");
        Same(CqlTypeCode.Date, new DateOnly(1970, 1, 1), "80000000");
        Same(CqlTypeCode.Date, new DateOnly(1969, 12, 31), "7fffffff");
        Same(CqlTypeCode.Date, new DateOnly(2024, 2, 29), "80004d46");
        Same(CqlTypeCode.Date, DateOnly.MinValue, "7ff506c6");
        Same(CqlTypeCode.Date, DateOnly.MaxValue, "802cc0a0");
        Same(CqlTypeCode.Date, -1, "7fffffff");
        Same(CqlTypeCode.Time, TimeOnly.MinValue, "0000000000000000");
        Same(CqlTypeCode.Time, new TimeOnly(12, 34, 56).Add(TimeSpan.FromTicks(7_890_001)), "000029327b048fa4");
        Same(CqlTypeCode.Time, 86_399_999_999_999L, "00004e94914effff");
    }

    [Theory]
    [InlineData(0, 0, 0, "000000")]
    [InlineData(1, 2, 3, "020406")]
    [InlineData(-1, -2, -3, "010305")]
    [InlineData(14, 500, 90_000_000_000, "1c83e8f829e8d60800")]
    [InlineData(63, 64, 8191, "7e8080bffe")]
    [InlineData(0, 0, 8192, "0000c04000")]
    [InlineData(int.MaxValue, int.MaxValue, long.MaxValue, "f0fffffffef0fffffffefffffffffffffffffe")]
    [InlineData(int.MinValue, int.MinValue, long.MinValue, "f0fffffffff0ffffffffffffffffffffffffff")]
    public void Durations(int months, int days, long nanoseconds, string hex)
        => Same(CqlTypeCode.Duration, new CqlDuration(months, days, nanoseconds), hex);

    [Fact]
    public void Collections()
    {
        Same(Of($"{Package}ListType({Int})", "list<int>"), (List<int>)[1, -1], "00000002000000040000000100000004ffffffff");
        Same(Of($"{Package}FrozenType({Package}ListType({Int}))", "list<int>"), (int[])[], "00000000");
        Same(Of($"{Package}SetType({Text})", "set<text>"), (HashSet<string>)["a", "bc"], "000000020000000161000000026263");
        Same(
            Of($"{Package}FrozenType({Package}MapType({Text},{Int}))", "map<text, int>"),
            new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 },
            "000000020000000161000000040000000100000001620000000400000002");
        Same(
            Of($"{Package}MapType({Int},{Package}FrozenType({Package}ListType({Package}SetType({Text}))))", "map<int, list<set<text>>>"),
            new Dictionary<int, List<HashSet<string>>> { [7] = [["x"], []] },
            "0000000100000004000000070000001900000002000000090000000100000001780000000400000000");
    }

    [Fact]
    public void Tuples_and_user_defined_types()
    {
        Same(
            Of($"{Package}TupleType({Int},{Text},{Package}BooleanType)", "tuple<int, text, boolean>"),
            (1, (string?)null, true),
            "0000000400000001ffffffff0000000101");
        Same(
            Of($"{Package}FrozenType({Package}UserType(shop,61646472657373,737472656574:{Text},5a69705f436f6465:{Int}))", "shop.address"),
            new Address("Weg 1", 8000),
            "0000000557656720310000000400001f40");
    }

    [Fact]
    public void Vectors_of_elements_of_one_size()
    {
        Same(Vector("FloatType", 3), (float[])[1f, -2.5f, 0f], "3f800000c020000000000000");
        Same(Vector("LongType", 2), (List<long>)[1, -1], "0000000000000001ffffffffffffffff");
        Same(Vector("UUIDType", 1), (Guid[])[Id], "00112233445566778899aabbccddeeff");
        Same(Vector("BooleanType", 2), (bool[])[true, false], "0100");
        Same(
            Vector("TimestampType", 2),
            (DateTimeOffset[])[DateTimeOffset.FromUnixTimeMilliseconds(1), DateTimeOffset.FromUnixTimeMilliseconds(-1)],
            "0000000000000001ffffffffffffffff");
        Same(Vector($"VectorType({Int} , 2)", 2), (int[][])[[1, 2], [3, 4]], "00000001000000020000000300000004");
        Same(Of($"{Package}ListType({Package}VectorType({Package}DoubleType , 1))", "list<vector<double, 1>>"), (double[][])[[0.5]], "00000001000000083fe0000000000000");
    }

    [Fact]
    public void Vectors_of_elements_that_carry_their_length()
    {
        Same(Vector("UTF8Type", 3), (string[])["a", "", new string('x', 130)], "0161" + "00" + "8082" + string.Concat(Enumerable.Repeat("78", 130)));
        Same(Vector("ShortType", 2), (short[])[1, 2], "020001020002");
        Same(Vector("SimpleDateType", 1), (DateOnly[])[new DateOnly(1970, 1, 1)], "0480000000");
        Same(Vector("TimeType", 1), (long[])[5], "080000000000000005");
        Same(Vector("DurationType", 1), (CqlDuration[])[new CqlDuration(1, 2, 3)], "03020406");
        Same(Vector("IntegerType", 2), (BigInteger[])[1, -129], "010102ff7f");
        Same(Vector("InetAddressType", 1), (IPAddress[])[IPAddress.Loopback], "047f000001");
        Same(Vector($"VectorType({Text} , 1)", 2), (string[][])[["a"], ["bc"]], "02016103026263");
        Same(Vector($"FrozenType({Package}ListType({Int}))", 2), (List<int>[])[[1], []], "0c0000000100000004000000010400000000");
        Same(
            Vector($"FrozenType({Package}UserType(shop,61646472657373,737472656574:{Text},5a69705f436f6465:{Int}))", 1),
            (Address[])[new Address("W", null)],
            "090000000157ffffffff");
    }

    private static CqlType Of(string className, string name)
    {
        var type = MarshalTypeParser.Parse(className);
        Assert.Equal(name, type.ToString());
        return type;
    }

    private static CqlType Vector(string element, int dimension) => MarshalTypeParser.Parse($"{Package}VectorType({Package}{element} , {dimension})");

    private static void Same<T>(CqlTypeCode type, T value, string hex) => Codec.AssertBytes(type, value, hex);

    private static void Same<T>(CqlType type, T value, string hex) => Codec.AssertBytes(type, value, hex);

    private sealed record Address(string Street, int? ZipCode);
}
