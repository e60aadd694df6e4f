using System.Globalization;
using System.Net;
using System.Numerics;
using CsCheck;

namespace Cql.Tests.Types;

public sealed class NativeCodecsTests
{
    private static readonly Gen<BigInteger> AnyInteger = Gen.Byte.Array[1, 40].Select(bytes => new BigInteger(bytes));

    [Fact]
    public void Whole_numbers_come_back()
    {
        Holds(CqlTypeCode.TinyInt, Gen.SByte);
        Holds(CqlTypeCode.SmallInt, Gen.Short);
        Holds(CqlTypeCode.Int, Gen.Int);
        Holds(CqlTypeCode.BigInt, Gen.Long);
        Holds(CqlTypeCode.Counter, Gen.Long);
        Holds(CqlTypeCode.Boolean, Gen.Bool);
        Holds(CqlTypeCode.VarInt, AnyInteger);
        Holds(CqlTypeCode.VarInt, Gen.Long);
        Holds(CqlTypeCode.VarInt, Gen.Int);
        Holds(CqlTypeCode.Date, Gen.Int);
        Holds(CqlTypeCode.Time, Gen.Long);
        Holds(CqlTypeCode.Timestamp, Gen.Long);
    }

    [Fact]
    public void Floating_numbers_come_back_bit_by_bit()
    {
        Gen.Long.Sample(bits => Assert.Equal(
            bits, BitConverter.DoubleToInt64Bits(Codec.RoundTrip(CqlType.Of(CqlTypeCode.Double), BitConverter.Int64BitsToDouble(bits)))));
        Gen.Int.Sample(bits => Assert.Equal(
            bits, BitConverter.SingleToInt32Bits(Codec.RoundTrip(CqlType.Of(CqlTypeCode.Float), BitConverter.Int32BitsToSingle(bits)))));
    }

    [Fact]
    public void Decimals_come_back_with_their_scale()
        => Gen.Decimal.Sample(value =>
        {
            var back = Codec.RoundTrip(CqlType.Of(CqlTypeCode.Decimal), value);
            Assert.Equal(value, back);
            Assert.Equal(value.Scale, back.Scale);
        });

    [Fact]
    public void Decimals_of_any_size_come_back()
        => Holds(CqlTypeCode.Decimal, Gen.Select(AnyInteger, Gen.Int, (unscaled, scale) => new CqlDecimal(unscaled, scale)));

    [Fact]
    public void A_decimal_is_read_exactly_or_not_at_all()
        => Gen.Select(AnyInteger, Gen.Int[-40, 60], Gen.Int[0, 30]).Sample((digits, scale, zeros) =>
        {
            var unscaled = digits * BigInteger.Pow(10, zeros);
            var bytes = Codec.Encode(CqlType.Of(CqlTypeCode.Decimal), new CqlDecimal(unscaled, scale));
            decimal read;
            try
            {
                read = Codec.Decode<decimal>(CqlType.Of(CqlTypeCode.Decimal), bytes);
            }
            catch (CqlTypeException)
            {
                return;
            }

            // Both sides as whole numbers of 10^−60, which is finer than any scale here.
            Assert.Equal(unscaled * BigInteger.Pow(10, 60 - scale), Unscaled(read) * BigInteger.Pow(10, 60 - read.Scale));
        });

    [Fact]
    public void Text_comes_back()
    {
        Holds(CqlTypeCode.Text, Text());
        Holds(CqlTypeCode.Ascii, Gen.String[Gen.Char['\0', '\x7f'], 0, 300]);
        Holds(CqlTypeCode.Text, Text().Select(text => string.Concat(Enumerable.Repeat(text, 40))), iter: 50);
    }

    [Fact]
    public void Bytes_come_back()
    {
        foreach (var type in (CqlTypeCode[])[CqlTypeCode.Blob, CqlTypeCode.Text, CqlTypeCode.Ascii])
        {
            Holds(type, Gen.Byte.Array[0, 300]);
            Gen.Byte.Array[0, 300].Sample(bytes
                => Assert.Equal(bytes, Codec.RoundTrip<ReadOnlyMemory<byte>>(CqlType.Of(type), bytes).ToArray()));
        }
    }

    [Fact]
    public void Ids_addresses_and_times_come_back()
    {
        Holds(CqlTypeCode.Uuid, Gen.Guid);
        Holds(CqlTypeCode.TimeUuid, Gen.Guid);
        Holds(CqlTypeCode.Inet, Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]).Select(bytes => new IPAddress(bytes)));
        Holds(CqlTypeCode.Date, Gen.DateOnly);
        Holds(CqlTypeCode.Time, Gen.TimeOnly);
        Gen.DateTimeOffset.Sample(value => Assert.Equal(
            value.ToUnixTimeMilliseconds(), Codec.RoundTrip(CqlType.Of(CqlTypeCode.Timestamp), value).ToUnixTimeMilliseconds()));
    }

    [Fact]
    public void Durations_come_back()
        => Holds(CqlTypeCode.Duration, Gen.Select(Gen.Int, Gen.Int, Gen.Long).Select((months, days, nanoseconds) => nanoseconds < 0
            ? new CqlDuration(months | int.MinValue, days | int.MinValue, nanoseconds)
            : new CqlDuration(months & int.MaxValue, days & int.MaxValue, nanoseconds)));

    [Fact]
    public void The_ends_of_every_range_come_back()
    {
        Ends(CqlTypeCode.TinyInt, sbyte.MinValue, sbyte.MaxValue);
        Ends(CqlTypeCode.SmallInt, short.MinValue, short.MaxValue);
        Ends(CqlTypeCode.Int, int.MinValue, int.MaxValue, 0, -1);
        Ends(CqlTypeCode.BigInt, long.MinValue, long.MaxValue, 0, -1);
        Ends(CqlTypeCode.VarInt, long.MinValue, long.MaxValue, 0, -1, 127, 128, -128, -129);
        Ends(CqlTypeCode.VarInt, int.MinValue, int.MaxValue);
        Ends(CqlTypeCode.VarInt, BigInteger.Pow(2, 4000), -BigInteger.Pow(2, 4000), 0, -1);
        Ends(CqlTypeCode.Decimal, decimal.MinValue, decimal.MaxValue, 0m, 0.0000000000000000000000000001m);
        Ends(CqlTypeCode.Decimal, new CqlDecimal(1, int.MaxValue), new CqlDecimal(-1, int.MinValue), new CqlDecimal(0, 0));
        Ends(CqlTypeCode.Double, double.NaN, double.NegativeInfinity, double.Epsilon, double.MaxValue);
        Ends(CqlTypeCode.Date, DateOnly.MinValue, DateOnly.MaxValue);
        Ends(CqlTypeCode.Date, int.MinValue, int.MaxValue, 0);
        Ends(CqlTypeCode.Time, TimeOnly.MinValue, TimeOnly.MaxValue);
        Ends(CqlTypeCode.Timestamp, DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch);
        Ends(CqlTypeCode.Duration, new CqlDuration(int.MinValue, int.MinValue, long.MinValue), new CqlDuration(int.MaxValue, int.MaxValue, long.MaxValue), default);
        Ends(CqlTypeCode.Inet, IPAddress.Any, IPAddress.IPv6Any, IPAddress.IPv6Loopback, IPAddress.Parse("::ffff:1.2.3.4"));
        Ends(CqlTypeCode.Text, "", "\0", "\U0010FFFF", "\uFFFF", "e\u0301");
    }

    [Fact]
    public void What_is_finer_than_a_millisecond_is_cut_off_towards_the_past()
    {
        var type = CqlType.Of(CqlTypeCode.Timestamp);
        Assert.Equal(-1, Codec.Decode<long>(type, Codec.Encode(type, DateTimeOffset.UnixEpoch.AddTicks(-1))));
        Assert.Equal(0, Codec.Decode<long>(type, Codec.Encode(type, DateTimeOffset.UnixEpoch.AddTicks(9_999))));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
        => Assert.All(["\ud800", "a\udc00b", "\udc00\ud800"], text =>
        {
            Assert.Throws<CqlTypeException>(() => Codec.Encode(CqlType.Of(CqlTypeCode.Text), text));
            Assert.Throws<CqlTypeException>(() => Codec.Encode(CqlType.Of(CqlTypeCode.Text), new string('x', 5000) + text));
        });

    [Fact]
    public void What_ascii_has_not_is_refused()
        => Assert.Throws<CqlTypeException>(() => Codec.Encode(CqlType.Of(CqlTypeCode.Ascii), "é"));

    [Fact]
    public void Bytes_that_are_no_text_are_told_and_can_be_read_as_bytes()
    {
        byte[] bytes = [0x61, 0xED, 0xA0, 0x80];
        Assert.Throws<CqlTypeException>(() => Codec.Decode<string>(CqlType.Of(CqlTypeCode.Text), bytes));
        Assert.Equal(bytes, Codec.Decode<byte[]>(CqlType.Of(CqlTypeCode.Text), bytes));
    }

    [Fact]
    public void What_does_not_fit_is_an_error_and_never_rounded()
    {
        Refuses<decimal, CqlDecimal>(CqlTypeCode.Decimal, new CqlDecimal(1, 29));
        Refuses<decimal, CqlDecimal>(CqlTypeCode.Decimal, new CqlDecimal(1, -29));
        Refuses<decimal, CqlDecimal>(CqlTypeCode.Decimal, new CqlDecimal(1, int.MinValue));
        Refuses<decimal, CqlDecimal>(CqlTypeCode.Decimal, new CqlDecimal(BigInteger.Pow(2, 96), 0));
        Refuses<decimal, CqlDecimal>(CqlTypeCode.Decimal, new CqlDecimal(BigInteger.Pow(2, 4000), 0));
        Refuses<long, BigInteger>(CqlTypeCode.VarInt, (BigInteger)long.MaxValue + 1);
        Refuses<int, long>(CqlTypeCode.VarInt, int.MinValue - 1L);
        Refuses<DateOnly, int>(CqlTypeCode.Date, int.MaxValue);
        Refuses<TimeOnly, long>(CqlTypeCode.Time, 1);
        Refuses<TimeOnly, long>(CqlTypeCode.Time, -100);
        Refuses<TimeOnly, long>(CqlTypeCode.Time, TimeSpan.NanosecondsPerTick * TimeSpan.TicksPerDay);
        Refuses<DateTimeOffset, long>(CqlTypeCode.Timestamp, long.MinValue);
    }

    [Fact]
    public void Zeros_at_the_end_of_a_decimal_may_go()
    {
        var type = CqlType.Of(CqlTypeCode.Decimal);
        Assert.Equal(1.5m, Codec.Decode<decimal>(type, Codec.Encode(type, new CqlDecimal(15 * BigInteger.Pow(10, 30), 31))));
        Assert.Equal(700m, Codec.Decode<decimal>(type, Codec.Encode(type, new CqlDecimal(7, -2))));
        Assert.Equal(0m, Codec.Decode<decimal>(type, Codec.Encode(type, new CqlDecimal(0, int.MaxValue))));
    }

    [Fact]
    public void The_parts_of_a_duration_have_one_sign()
    {
        Assert.Throws<ArgumentException>(() => new CqlDuration(1, -1, 0));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<CqlDuration>(CqlType.Of(CqlTypeCode.Duration), [0x02, 0x01, 0x00]));
    }

    [Fact]
    public void Values_cut_short_are_told()
    {
        Truncated(CqlTypeCode.TinyInt, (sbyte)1);
        Truncated(CqlTypeCode.SmallInt, (short)1);
        Truncated(CqlTypeCode.Int, 1);
        Truncated(CqlTypeCode.BigInt, 1L);
        Truncated(CqlTypeCode.Boolean, true);
        Truncated(CqlTypeCode.Float, 1f);
        Truncated(CqlTypeCode.Double, 1d);
        Truncated(CqlTypeCode.Decimal, 123456789.123m);
        Truncated(CqlTypeCode.Decimal, new CqlDecimal(BigInteger.Pow(3, 90), 4));
        Truncated(CqlTypeCode.VarInt, long.MaxValue);
        Truncated(CqlTypeCode.Uuid, Guid.Empty);
        Truncated(CqlTypeCode.Inet, IPAddress.IPv6Loopback);
        Truncated(CqlTypeCode.Date, DateOnly.MaxValue);
        Truncated(CqlTypeCode.Time, TimeOnly.MaxValue);
        Truncated(CqlTypeCode.Timestamp, DateTimeOffset.UnixEpoch);
        Truncated(CqlTypeCode.Duration, new CqlDuration(int.MaxValue, 300, long.MaxValue));
        Truncated(CqlTypeCode.Text, "größer");
    }

    [Fact]
    public void A_value_of_a_wrong_length_is_no_value()
    {
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<int>(CqlType.Of(CqlTypeCode.Int), new byte[3]));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<long>(CqlType.Of(CqlTypeCode.BigInt), new byte[9]));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<Guid>(CqlType.Of(CqlTypeCode.Uuid), new byte[15]));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<IPAddress>(CqlType.Of(CqlTypeCode.Inet), new byte[5]));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<decimal>(CqlType.Of(CqlTypeCode.Decimal), new byte[4]));
    }

    [Fact]
    public void No_bytes_are_null_but_of_text_and_blob()
    {
        Assert.Null(Codec.Decode<int?>(CqlType.Of(CqlTypeCode.Int), []));
        Assert.Null(Codec.Decode<IPAddress?>(CqlType.Of(CqlTypeCode.Inet), []));
        Assert.Throws<CqlTypeException>(() => Codec.Decode<int>(CqlType.Of(CqlTypeCode.Int), []));
        Assert.Equal("", Codec.Decode<string>(CqlType.Of(CqlTypeCode.Text), []));
        Assert.Empty(Codec.Decode<byte[]>(CqlType.Of(CqlTypeCode.Blob), []));
        Assert.Equal(0, Codec.Decode<ReadOnlyMemory<byte>?>(CqlType.Of(CqlTypeCode.Blob), [])!.Value.Length);
    }

    [Fact]
    public void Types_that_do_not_match_are_told_with_those_that_do()
    {
        var error = Assert.Throws<CqlTypeException>(() => Codec.Encode(CqlType.Of(CqlTypeCode.Timestamp), 1));
        Assert.Equal("A timestamp cannot be a Int32; it can be DateTimeOffset, Int64.", error.Message);
    }

    private static void Holds<T>(CqlTypeCode type, Gen<T> values, int iter = 300)
        => values.Sample(value => Assert.Equal(value, Codec.RoundTrip(CqlType.Of(type), value)), iter: iter);

    private static void Ends<T>(CqlTypeCode type, params T[] values)
        => Assert.All(values, value => Assert.Equal(value, Codec.RoundTrip(CqlType.Of(type), value)));

    private static void Refuses<T, TWide>(CqlTypeCode type, TWide value)
    {
        var bytes = Codec.Encode(CqlType.Of(type), value);
        Assert.Throws<CqlTypeException>(() => Codec.Decode<T>(CqlType.Of(type), bytes));
        Assert.Equal(value, Codec.Decode<TWide>(CqlType.Of(type), bytes));
    }

    private static void Truncated<T>(CqlTypeCode type, T value) => Codec.AssertTruncationsAreTold(CqlType.Of(type), value);

    private static BigInteger Unscaled(decimal value) => BigInteger.Parse(value.ToString(CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static Gen<string> Text()
        => Gen.OneOf(Gen.Int[0, 0xD7FF], Gen.Int[0xE000, 0x10FFFF], Gen.Int[0, 0x7F]).Select(char.ConvertFromUtf32).Array[0, 100].Select(string.Concat);
}
