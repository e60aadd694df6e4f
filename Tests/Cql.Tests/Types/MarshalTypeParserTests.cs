using Cql.Types;
using CsCheck;

namespace Cql.Tests.Types;

public sealed class MarshalTypeParserTests
{
    [Theory]
    [InlineData("org.apache.cassandra.db.marshal.UTF8Type", "text")]
    [InlineData("UTF8Type", "text")]
    [InlineData("ReversedType(TimeUUIDType)", "timeuuid")]
    [InlineData("FrozenType(ListType(Int32Type))", "list<int>")]
    [InlineData("MapType( UTF8Type , SetType(LongType) )", "map<text, set<bigint>>")]
    [InlineData("TupleType(Int32Type,ByteType,ShortType)", "tuple<int, tinyint, smallint>")]
    [InlineData("VectorType(VectorType(DoubleType, 2), 3)", "vector<vector<double, 2>, 3>")]
    [InlineData("UserType(shop,61,62:FrozenType(UserType(shop,63,64:DateType)))", "shop.a")]
    [InlineData("ListType(com.example.Point(a=>b,(c)))", "list<'com.example.Point(a=>b,(c))'>")]
    public void Names_are_understood(string className, string type) => Assert.Equal(type, MarshalTypeParser.Parse(className).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("com.example.Point")]
    [InlineData("CompositeType(Int32Type,UTF8Type)")]
    [InlineData("DynamicCompositeType(b=>BytesType)")]
    [InlineData("ListType")]
    [InlineData("ListType()")]
    [InlineData("ListType(Int32Type")]
    [InlineData("ListType(Int32Type,Int32Type)")]
    [InlineData("ListType(Int32Type))")]
    [InlineData("MapType(Int32Type)")]
    [InlineData("TupleType()")]
    [InlineData("VectorType(FloatType)")]
    [InlineData("VectorType(FloatType, 0)")]
    [InlineData("VectorType(FloatType, -1)")]
    [InlineData("VectorType(FloatType, 99999999999)")]
    [InlineData("UserType(shop)")]
    [InlineData("UserType(shop,6)")]
    [InlineData("UserType(shop,6g)")]
    [InlineData("UserType(shop,61,62)")]
    [InlineData("UserType(shop,61,62:)")]
    [InlineData("com.example.Point(a")]
    public void What_is_not_understood_is_a_type_of_bytes(string className)
        => Assert.Equal(className, Assert.IsType<CqlCustomType>(MarshalTypeParser.Parse(className)).ClassName);

    [Fact]
    public void A_user_defined_type_has_its_fields()
    {
        var type = Assert.IsType<CqlUdtType>(MarshalTypeParser.Parse("UserType(shop,c3a4,5a6970:Int32Type,62:UTF8Type)"));
        Assert.Equal(("shop", "ä"), (type.Keyspace, type.Name));
        Assert.Equal([new CqlUdtField("Zip", CqlType.Of(CqlTypeCode.Int)), new CqlUdtField("b", CqlType.Of(CqlTypeCode.Text))], type.Fields);
    }

    [Fact]
    public void A_type_of_any_depth_does_not_end_the_stack()
    {
        var deep = string.Concat(Enumerable.Repeat("ListType(", 100_000)) + "Int32Type" + new string(')', 100_000);
        Assert.IsType<CqlCustomType>(MarshalTypeParser.Parse(deep));
    }

    [Fact]
    public void Any_text_is_a_type()
        => Gen.OneOf(((string[])["ListType", "VectorType", "UserType", "Int32Type", "(", ")", ",", ":", " ", "3", "61", "x"]).Select(Gen.Const).ToArray<IGen<string>>()).Array[0, 20]
            .Sample(words => Assert.NotNull(MarshalTypeParser.Parse(string.Concat(words))));
}
