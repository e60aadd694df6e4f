using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Tests.Wire;

namespace Cql.Tests.Protocol.Messages;

public sealed class TypeReaderTests
{
    private static readonly CqlType Int = CqlType.Of(CqlTypeCode.Int);
    private static readonly CqlType Text = CqlType.Of(CqlTypeCode.Text);

    public static TheoryData<CqlTypeCode> Native
        => [.. Enum.GetValues<CqlTypeCode>().Where(code => code is > CqlTypeCode.Custom and < CqlTypeCode.List)];

    [Theory]
    [MemberData(nameof(Native))]
    public void A_type_without_parts_is_its_code(CqlTypeCode code) => Assert.Equal(CqlType.Of(code), Read(new Body().Short((int)code)));

    [Fact]
    public void A_custom_type_is_its_class() => Assert.Equal(new CqlCustomType("com.example.Mine"), Read(new Body().Short(0).String("com.example.Mine")));

    [Fact]
    public void What_the_protocol_has_no_code_for_is_read_from_its_class()
        => Assert.Equal(new CqlListType(new CqlVectorType(Int, 3)), Read(new Body().Short(0x20)
            .Short(0).String("org.apache.cassandra.db.marshal.VectorType(org.apache.cassandra.db.marshal.Int32Type , 3)")));

    [Fact]
    public void Collections_tell_their_elements()
    {
        Assert.Equal(new CqlListType(Int), Read(new Body().Short(0x20).Short(9)));
        Assert.Equal(new CqlSetType(Int), Read(new Body().Short(0x22).Short(9)));
        Assert.Equal(new CqlMapType(Text, new CqlListType(Int)), Read(new Body().Short(0x21).Short(0xD).Short(0x20).Short(9)));
    }

    [Fact]
    public void Tuples_and_user_defined_types_tell_their_parts()
    {
        Assert.Equal(new CqlTupleType([Int, Text]), Read(new Body().Short(0x31).Short(2).Short(9).Short(0xD)));
        Assert.Equal(
            new CqlUdtType("shop", "address", [new("street", Text), new("number", Int)]),
            Read(new Body().Short(0x30).String("shop").String("address").Short(2).String("street").Short(0xD).String("number").Short(9)));
    }

    [Theory]
    [InlineData(0x0A)]
    [InlineData(0x16)]
    [InlineData(0x23)]
    [InlineData(0x32)]
    [InlineData(0xFFFF)]
    public void Another_code_is_refused(int code) => Assert.Throws<CqlProtocolException>(() => Read(new Body().Short(code)));

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    [InlineData(30_000, false)]
    public void Types_are_nested_to_a_depth_of_32(int lists, bool isRead)
    {
        var body = Enumerable.Range(0, lists).Aggregate(new Body(), (nested, _) => nested.Short(0x20)).Short(9);
        if (isRead)
            Assert.Equal(CqlTypeCode.List, Read(body).Code);
        else
            Assert.Throws<CqlProtocolException>(() => Read(body));
    }

    [Theory]
    [InlineData(0x31)]
    [InlineData(0x30)]
    public void More_parts_than_there_are_bytes_are_refused(int code)
    {
        var body = new Body().Short(code);
        if (code == 0x30)
            body.String("shop").String("address");
        Assert.Throws<CqlProtocolException>(() => Read(body.Short(0xFFFF).Raw(new byte[100])));
    }

    private static CqlType Read(Body body)
    {
        var reader = new WireReader(body.ToArray());
        var type = TypeReader.Read(ref reader);
        Assert.Equal(0, reader.Remaining);
        return type;
    }
}
