using System.Collections;
using System.Collections.Immutable;
using CsCheck;

namespace Cql.Tests.Types;

public sealed class CollectionCodecsTests
{
    private static readonly CqlType Int = CqlType.Of(CqlTypeCode.Int);
    private static readonly CqlType Text = CqlType.Of(CqlTypeCode.Text);
    private static readonly CqlType Ints = new CqlListType(Int);
    private static readonly CqlType Texts = new CqlListType(Text);
    private static readonly CqlType TextSet = new CqlSetType(Text);
    private static readonly CqlType Map = new CqlMapType(Text, Int);

    private static readonly Gen<string> AnyText = Gen.String[Gen.Char['a', 'ÿ'], 0, 20];

    [Fact]
    public void Lists_come_back_in_every_form()
        => Gen.Int.Array[0, 50].Sample(values =>
        {
            Assert.Equal(values, Codec.RoundTrip(Ints, values));
            Assert.Equal(values, Codec.RoundTrip(Ints, values.ToList()));
            Assert.Equal(values, Codec.RoundTrip<IReadOnlyList<int>>(Ints, values));
            Assert.Equal(values, Codec.RoundTrip<IReadOnlyList<int>>(Ints, values.ToList()));
            Assert.Equal(values, Codec.RoundTrip<IReadOnlyList<int>>(Ints, values.ToImmutableList()));
            Assert.Equal(values, Codec.RoundTrip<ReadOnlyMemory<int>>(Ints, values).ToArray());
            Assert.Equal(values, Codec.RoundTrip(new CqlSetType(Int), values));
        });

    [Fact]
    public void Sets_and_maps_come_back_in_every_form()
        => AnyText.HashSet[0, 30].Sample(values =>
        {
            Assert.Equal(values, Codec.RoundTrip(TextSet, values));
            Assert.Equal(values, Codec.RoundTrip<IReadOnlySet<string>>(TextSet, values.ToImmutableHashSet()));
            var map = values.ToDictionary(value => value, value => value.Length);
            Assert.Equal(map, Codec.RoundTrip(Map, map));
            Assert.Equal(map, Codec.RoundTrip<IReadOnlyDictionary<string, int>>(Map, map.ToImmutableDictionary()));
        });

    [Fact]
    public void Nested_collections_come_back()
    {
        var type = new CqlMapType(Int, new CqlListType(new CqlSetType(Text)));
        Gen.Dictionary(Gen.Int, AnyText.HashSet[0, 4].List[0, 4])[0, 5].Sample(map =>
        {
            var back = Codec.RoundTrip(type, map);
            Assert.Equal(map.Keys, back.Keys);
            Assert.All(map, entry => Assert.Equal(entry.Value, back[entry.Key]));
        }, iter: 200);
    }

    [Fact]
    public void Null_elements_are_refused_as_the_server_would()
    {
        Assert.Throws<CqlTypeException>(() => Codec.Encode<string?[]>(Texts, ["a", null]));
        Assert.Throws<CqlTypeException>(() => Codec.Encode<List<int?>>(Ints, [1, null]));
        Assert.Throws<CqlTypeException>(() => Codec.Encode<HashSet<string?>>(TextSet, [null]));
        Assert.Throws<CqlTypeException>(() => Codec.Encode<IReadOnlyList<string?>>(Texts, ImmutableList.Create<string?>("a", null)));
        Assert.Throws<CqlTypeException>(() => Codec.Encode(new CqlMapType(Text, Text), new Dictionary<string, string?> { ["a"] = null }));
    }

    [Fact]
    public void A_collection_that_says_another_count_than_it_has_is_told()
    {
        Assert.Throws<CqlTypeException>(() => Codec.Encode<IReadOnlyList<int>>(Ints, new Changing(2, [1])));
        Assert.Throws<CqlTypeException>(() => Codec.Encode<IReadOnlyList<int>>(Ints, new Changing(1, [1, 2])));
    }

    [Fact]
    public void Null_elements_are_read_where_they_can_be()
    {
        // WRITETIME of a collection answers a list that has them.
        byte[] bytes = [0, 0, 0, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 4, 0, 0, 0, 7];
        Assert.Equal([null, 7], Codec.Decode<List<int?>>(Ints, bytes));
        Assert.Throws<CqlTypeException>(() => Codec.Decode<List<int>>(Ints, bytes));
    }

    [Fact]
    public void What_the_server_tells_apart_is_not_lost_where_the_program_does_not()
    {
        var type = new CqlSetType(CqlType.Of(CqlTypeCode.Double));
        var bytes = Codec.Encode<double[]>(type, [0.0, -0.0]);
        Assert.Throws<CqlTypeException>(() => Codec.Decode<HashSet<double>>(type, bytes));
        Assert.Equal(2, Codec.Decode<double[]>(type, bytes).Length);

        var map = new CqlMapType(CqlType.Of(CqlTypeCode.Double), Int);
        var zeros = new Dictionary<double, int>(new ByBits());
        zeros.Add(0.0, 1);
        zeros.Add(-0.0, 2);
        Assert.Throws<CqlTypeException>(() => Codec.Decode<Dictionary<double, int>>(map, Codec.Encode(map, zeros)));
    }

    [Fact]
    public void A_set_is_asked_of_a_set_only()
        => Assert.Throws<CqlTypeException>(() => Codec.Decode<HashSet<int>>(Ints, [0, 0, 0, 0]));

    [Fact]
    public void Elements_of_another_type_are_told()
    {
        Assert.Throws<CqlTypeException>(() => Codec.Encode<long[]>(Ints, []));
        Assert.Throws<CqlTypeException>(() => Codec.Encode(Ints, "text"));
        Assert.Throws<CqlTypeException>(() => Codec.Encode(Map, new Dictionary<string, string>()));
    }

    [Fact]
    public void A_count_that_the_bytes_cannot_hold_allocates_nothing()
    {
        byte[] bytes = [0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<int[]>(Ints, bytes));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<List<int>>(Ints, bytes));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<Dictionary<string, int>>(Map, bytes));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<int[]>(Ints, [0xFF, 0xFF, 0xFF, 0xFF]));
    }

    [Fact]
    public void Bytes_after_the_last_element_are_told()
    {
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<int[]>(Ints, [0, 0, 0, 0, 0]));
        Assert.Throws<CqlProtocolException>(() => Codec.Decode<Dictionary<string, int>>(Map, [0, 0, 0, 0, 0]));
    }

    [Fact]
    public void Values_cut_short_are_told()
    {
        Codec.AssertTruncationsAreTold<int[]>(Ints, [1, 2, 3]);
        Codec.AssertTruncationsAreTold<HashSet<string>>(TextSet, ["a", "bcd"]);
        Codec.AssertTruncationsAreTold(Map, new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 });
    }

    [Fact]
    public void Any_bytes_are_read_or_told()
        => Gen.OneOf(Gen.Byte, Gen.Byte[0, 4]).Array[0, 60].Sample(bytes =>
        {
            Codec.AssertToldOrRead<List<int>>(Ints, bytes);
            Codec.AssertToldOrRead<Dictionary<string, int>>(Map, bytes);
            Codec.AssertToldOrRead<List<HashSet<string>>>(new CqlListType(TextSet), bytes);
        });

    [Fact]
    public void A_list_is_written_without_an_allocation()
    {
        using var buffer = new Cql.Protocol.WireBuffer();
        var codec = Cql.Types.CqlCodecs.Find<List<long>>(new CqlListType(CqlType.Of(CqlTypeCode.BigInt)));
        List<long> list = [1, 2, 3];
        codec.Write(list, buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            buffer.Clear();
            codec.Write(list, buffer);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed class Changing(int count, int[] elements) : IReadOnlyList<int>
    {
        public int Count => count;

        public int this[int index] => elements[index];

        public IEnumerator<int> GetEnumerator() => elements.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class ByBits : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);

        public int GetHashCode(double obj) => BitConverter.DoubleToInt64Bits(obj).GetHashCode();
    }
}
