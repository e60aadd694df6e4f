using CsCheck;

namespace Cql.Tests.Types;

public sealed class TupleCodecsTests
{
    private static readonly CqlType Int = CqlType.Of(CqlTypeCode.Int);
    private static readonly CqlType Text = CqlType.Of(CqlTypeCode.Text);

    [Fact]
    public void Tuples_of_every_size_come_back()
    {
        Holds(ValueTuple.Create(1), Int);
        Holds((1, "b"), Int, Text);
        Holds((1, "b", 3), Int, Text, Int);
        Holds((1, "b", 3, "d"), Int, Text, Int, Text);
        Holds((1, "b", 3, "d", 5), Int, Text, Int, Text, Int);
        Holds((1, "b", 3, "d", 5, "f"), Int, Text, Int, Text, Int, Text);
        Holds((1, "b", 3, "d", 5, "f", 7), Int, Text, Int, Text, Int, Text, Int);
    }

    [Fact]
    public void Their_elements_may_be_null_or_have_parts()
    {
        var type = new CqlTupleType([Int, new CqlListType(Text), new CqlTupleType([Int, Text])]);
        Gen.Select(Gen.Int.Nullable(), Gen.String.AlphaNumeric.List[0, 3], Gen.Int.Nullable()).Sample((first, list, inner) =>
        {
            var back = Codec.RoundTrip<(int?, List<string>?, (int?, string?)?)>(type, (first, list, (inner, null)));
            Assert.Equal(first, back.Item1);
            Assert.Equal(list, back.Item2);
            Assert.Equal((inner, null), back.Item3);
        });
        Assert.Equal((null, null, null), Codec.RoundTrip<(int?, List<string>?, (int?, string?)?)>(type, default));
    }

    [Fact]
    public void What_a_short_tuple_lacks_is_null()
    {
        var type = new CqlTupleType([Int, Text]);
        Assert.Equal((7, null), Codec.Decode<(int?, string?)>(type, [0, 0, 0, 4, 0, 0, 0, 7]));
        Assert.Equal((null, null), Codec.Decode<(int?, string?)>(type, []));
        Assert.Throws<CqlTypeException>(() => Codec.Decode<(int, string)>(type, []));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<(int?, string?)>(type, [0, 0, 0, 4, 0, 0, 0, 7, 255, 255, 255, 255, 0]));
    }

    [Fact]
    public void Another_number_of_elements_is_told()
    {
        var type = new CqlTupleType([Int, Text]);
        Assert.Throws<CqlTypeException>(() => Codec.Encode(type, (1, "b", 3)));
        Assert.Throws<CqlTypeException>(() => Codec.Encode(type, ("a", 2)));
        Assert.Throws<CqlTypeException>(() => Codec.Encode<object?[]>(type, [1]));
    }

    [Fact]
    public void Tuples_of_any_size_come_back_element_by_element()
    {
        var type = new CqlTupleType([.. Enumerable.Repeat(Int, 9)]);
        object?[] values = [1, 2, 3, null, 5, 6, 7, 8, 9];
        Assert.Equal(values, Codec.RoundTrip(type, values));
    }

    [Fact]
    public void Values_cut_short_are_told()
        => Codec.AssertTruncationsAreTold(new CqlTupleType([Int, Text]), (1, "abc"));

    private static void Holds<T>(T value, params CqlType[] elements) where T : struct
        => Assert.Equal(value, Codec.RoundTrip(new CqlTupleType(elements), value));
}
