namespace Cql.Tests.Types;

public sealed class UdtCodecTests
{
    private static readonly CqlType Int = CqlType.Of(CqlTypeCode.Int);
    private static readonly CqlType Text = CqlType.Of(CqlTypeCode.Text);
    private static readonly CqlUdtType Address = Udt("address", ("street", Text), ("zip_code", Int), ("tags", new CqlSetType(Text)));

    [Fact]
    public void A_record_comes_back_by_its_constructor()
    {
        var address = new AddressRecord(["home"], "Weg 1", 8000);
        var back = Codec.RoundTrip(Address, address);
        Assert.Equal(("Weg 1", 8000), (back.Street, back.ZipCode));
        Assert.Equal(["home"], back.Tags!);
        Assert.Equal("Weg 1 8000", back.Label);
    }

    [Fact]
    public void A_class_comes_back_by_its_properties()
    {
        var back = Codec.RoundTrip(Address, new AddressClass { Street = "Weg 1", ZipCode = 8000, Tags = [] });
        Assert.Equal(("Weg 1", 8000), (back.Street, back.ZipCode));
        Assert.Empty(back.Tags!);
    }

    [Fact]
    public void A_struct_comes_back() => Assert.Equal(new Point(1, 2), Codec.RoundTrip(Udt("point", ("x", Int), ("y", Int)), new Point(1, 2)));

    [Fact]
    public void Types_may_hold_types()
    {
        var type = Udt("customer", ("name", Text), ("homes", new CqlListType(Udt("point", ("x", Int), ("y", Int)))));
        var back = Codec.RoundTrip(type, new Customer("Ada", [new Point(1, 2), new Point(3, 4)]));
        Assert.Equal([new Point(1, 2), new Point(3, 4)], back.Homes);
    }

    [Fact]
    public void Fields_that_were_added_later_are_null_when_they_are_written_and_left_out_when_they_are_read()
    {
        var later = Udt("point", ("x", Int), ("y", Int), ("z", Int));
        var bytes = Codec.Encode(later, new Point(1, 2));
        Assert.Equal(new Point(1, 2), Codec.Decode<Point>(later, bytes));
        Assert.Equal(new Point3(1, 2, null), Codec.Decode<Point3>(later, bytes));
        Assert.Equal(new Point(1, 2), Codec.Decode<Point>(later, Codec.Encode(later, new Point3(1, 2, 3))));
        Assert.Equal(new Point(1, 2), Codec.Decode<Point>(Udt("point", ("x", Int), ("y", Int)), Codec.Encode(later, new Point3(1, 2, 3))));
    }

    [Fact]
    public void A_field_before_others_that_has_no_member_is_told_when_it_would_be_lost()
    {
        var error = Assert.Throws<CqlTypeException>(() => Codec.Encode(Udt("point", ("x", Int), ("w", Int), ("y", Int)), new Point(1, 2)));
        Assert.Equal("w", error.Column);
    }

    [Fact]
    public void A_member_that_has_no_field_is_told_when_it_would_be_lost()
    {
        var error = Assert.Throws<CqlTypeException>(() => Codec.Encode(Udt("point", ("x", Int), ("y", Int)), new Point3(1, 2, 3)));
        Assert.Equal("Z", error.Column);
    }

    [Fact]
    public void What_a_constructor_needs_and_the_type_has_not_is_told()
    {
        var error = Assert.Throws<CqlTypeException>(() => Codec.Decode<Point>(Udt("point", ("x", Int)), [0, 0, 0, 4, 0, 0, 0, 1]));
        Assert.Equal("Y", error.Column);
        Assert.Contains("there are x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_field_of_a_value_that_does_not_fit_is_named()
    {
        var error = Assert.Throws<CqlTypeException>(() => Codec.Decode<Point>(Udt("point", ("x", Int), ("y", Int)), [0, 0, 0, 4, 0, 0, 0, 1]));
        Assert.StartsWith("y: ", error.Message, StringComparison.Ordinal);
        Assert.Throws<CqlTypeException>(() => Codec.Encode(Address, new AddressRecord(null, "\ud800", 1)));
    }

    [Fact]
    public void A_value_without_a_class_comes_back_by_names()
    {
        var value = new CqlUdtValue { ["street"] = "Weg 1", ["tags"] = new HashSet<string> { "a" } };
        var back = Codec.RoundTrip(Address, value);
        Assert.Equal("Weg 1", back["street"]);
        Assert.Null(back["zip_code"]);
        Assert.Equal(["street", "zip_code", "tags"], back.Fields.Keys);
        Assert.Equal(["a"], Assert.IsType<HashSet<string>>(back["tags"]));
    }

    [Fact]
    public void A_name_that_the_type_has_not_is_told()
        => Assert.Contains("Street", Assert.Throws<CqlTypeException>(() => Codec.Encode(Address, new CqlUdtValue { ["Street"] = "x" })).Message, StringComparison.Ordinal);

    [Fact]
    public void No_bytes_are_a_value_of_nulls()
        => Assert.Null(Codec.Decode<CqlUdtValue>(Address, [])["street"]);

    [Fact]
    public void Values_cut_short_are_told()
    {
        Codec.AssertTruncationsAreTold(Address, new AddressRecord(["home"], "Weg 1", 8000));
        Codec.AssertTruncationsAreTold(Address, new CqlUdtValue { ["street"] = "Weg 1" });
    }

    [Theory]
    [InlineData(typeof(string))]
    [InlineData(typeof(int))]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(IDisposable))]
    [InlineData(typeof(Uri))]
    public void What_is_no_class_for_it_is_told(Type type)
        => Assert.Throws<CqlTypeException>(() => Cql.Types.CodecFactory.Create(type, Address));

    private static CqlUdtType Udt(string name, params (string Name, CqlType Type)[] fields)
        => new("shop", name, [.. fields.Select(field => new CqlUdtField(field.Name, field.Type))]);

    private sealed record AddressRecord(HashSet<string>? Tags, string Street, int ZipCode)
    {
        public string Label => $"{Street} {ZipCode}";
    }

    private sealed class AddressClass
    {
        public string Street { get; set; } = "";

        public required int ZipCode { get; init; }

        public List<string>? Tags { get; set; }
    }

    private readonly record struct Point(int X, int Y);

    private sealed record Point3(int X, int Y, int? Z);

    private sealed record Customer(string Name, IReadOnlyList<Point> Homes);
}
