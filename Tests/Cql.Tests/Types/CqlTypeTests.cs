using Cql.Types;

namespace Cql.Tests.Types;

public sealed class CqlTypeTests
{
    private static readonly CqlType Int = CqlType.Of(CqlTypeCode.Int);
    private static readonly CqlType Text = CqlType.Of(CqlTypeCode.Text);

    [Fact]
    public void Types_are_equal_when_they_say_the_same()
    {
        Assert.Equal(new CqlListType(Int), new CqlListType(Int));
        Assert.NotEqual<CqlType>(new CqlListType(Int), new CqlSetType(Int));
        Assert.NotEqual(new CqlListType(Int), new CqlListType(Text));
        Assert.Equal(new CqlTupleType([Int, Text]), new CqlTupleType([Int, Text]));
        Assert.NotEqual(new CqlTupleType([Int, Text]), new CqlTupleType([Text, Int]));
        Assert.Equal(new CqlVectorType(Int, 3).GetHashCode(), new CqlVectorType(Int, 3).GetHashCode());
        Assert.NotEqual(new CqlVectorType(Int, 3), new CqlVectorType(Int, 4));
        Assert.NotEqual(new CqlUdtType("a", "b", [new("c", Int)]), new CqlUdtType("a", "b", [new("c", Text)]));
    }

    [Fact]
    public void A_codec_that_was_found_changes_nothing()
    {
        var used = new CqlListType(Int);
        CqlCodecs.Find<int[]>(used);
        Assert.Equal(new CqlListType(Int), used);
        Assert.Equal(new CqlListType(Int).GetHashCode(), used.GetHashCode());
    }

    [Fact]
    public void A_changed_copy_does_not_keep_the_codec()
    {
        var used = new CqlListType(Int);
        CqlCodecs.Find<int[]>(used);
        Assert.Throws<CqlTypeException>(() => CqlCodecs.Find<int[]>(used with { Element = Text }));
    }

    [Fact]
    public void A_codec_is_made_once_for_types_that_are_equal()
        => Assert.Same(CqlCodecs.Find<List<int>>(new CqlListType(Int)), CqlCodecs.Find<List<int>>(new CqlListType(Int)));

    [Fact]
    public void A_type_serves_several_forms()
    {
        Assert.NotNull(CqlCodecs.Find<string>(Text));
        Assert.NotNull(CqlCodecs.Find<byte[]>(Text));
        Assert.NotNull(CqlCodecs.Find<ReadOnlyMemory<byte>?>(Text));
        Assert.Throws<CqlTypeException>(() => CqlCodecs.Find<int>(Text));
    }

    [Fact]
    public void Custom_types_are_bytes()
    {
        var type = new CqlCustomType("com.example.Point");
        Assert.Equal([1, 2], Codec.RoundTrip(type, (byte[])[1, 2]));
        Assert.Throws<CqlTypeException>(() => CqlCodecs.Find<string>(type));
    }

    [Fact]
    public void Finding_a_codec_again_allocates_nothing()
    {
        var list = new CqlListType(Int);
        Find();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Find();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Find()
        {
            CqlCodecs.Find<int>(Int);
            CqlCodecs.Find<int?>(Int);
            CqlCodecs.Find<string>(Text);
            CqlCodecs.Find<byte[]>(Text);
            CqlCodecs.Find<int[]>(list);
            CqlCodecs.Find<List<int>>(list);
        }
    }
}
