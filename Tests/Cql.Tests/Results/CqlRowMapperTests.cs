using System.Diagnostics.CodeAnalysis;

namespace Cql.Tests.Results;

public sealed class CqlRowMapperTests
{
    private static Rows Orders() => new Rows(
            Rows.Column("id", CqlTypeCode.BigInt), Rows.Column("placed_at", CqlTypeCode.Timestamp), Rows.Column("note", CqlTypeCode.Text))
        .Add(row => { row.Set(0, 1L); row.Set(1, DateTimeOffset.UnixEpoch); row.Set(2, "first"); })
        .Add(row => { row.Set(0, 2L); row.Set(1, DateTimeOffset.UnixEpoch.AddDays(1)); });

    [Fact]
    public void Rows_become_records_by_the_names_of_their_constructor()
    {
        using var rows = Orders().Build();
        Assert.Equal(
            [new Order("first", 1, DateTimeOffset.UnixEpoch), new Order(null, 2, DateTimeOffset.UnixEpoch.AddDays(1))],
            rows.ToList<Order>());
        Assert.Equal(1, rows.FirstOrDefault<Order>()!.Id);
    }

    [Fact]
    public void Rows_become_objects_by_their_properties()
    {
        using var rows = Orders().Build();
        var second = rows.ToList<OrderClass>()[1];
        Assert.Equal((2L, null, "kept"), (second.Id, second.Note, second.Other));
    }

    [Fact]
    public void Rows_become_tuples_in_their_order_and_structs_by_name()
    {
        using var rows = Orders().Build();
        Assert.Equal((2L, DateTimeOffset.UnixEpoch.AddDays(1), null), rows.ToList<(long, DateTimeOffset, string?)>()[1]);
        Assert.Equal(new OrderStruct(2, null), rows.ToList<OrderStruct>()[1]);
        Assert.Throws<CqlTypeException>(rows.ToList<(long, DateTimeOffset)>);
    }

    [Fact]
    public void A_constructor_that_fits_is_chosen_and_its_defaults_are_kept()
    {
        using var rows = Orders().Build();
        var order = rows.FirstOrDefault<ManyWays>()!;
        Assert.Equal(("id and note", 1L, "first", 5), (order.Way, order.Id, order.Note, order.Count));
    }

    [Fact]
    public void What_a_constructor_took_is_not_set_again_and_what_it_sets_is_not_required()
    {
        using var rows = Orders().Build();
        var order = rows.FirstOrDefault<Loud>()!;
        Assert.Equal(("FIRST", "set"), (order.Note, order.Needed));
    }

    [Fact]
    public void A_row_of_one_column_is_its_value()
    {
        using var rows = new Rows(Rows.Column("count", CqlTypeCode.BigInt)).Add(row => row.Set(0, 5L)).Add(_ => { }).Build();
        Assert.Equal(5L, rows.FirstOrDefault<long>());
        Assert.Equal([5L, null], rows.ToList<long?>());
        Assert.Equal(new CountOnly(5), rows.FirstOrDefault<CountOnly>());
        Assert.Throws<CqlTypeException>(rows.ToList<long>);
    }

    [Fact]
    public void A_column_with_parts_becomes_a_record_or_a_member_of_one()
    {
        var point = new CqlUdtType("shop", "point", [new("x", CqlType.Of(CqlTypeCode.Int)), new("y", CqlType.Of(CqlTypeCode.Int))]);
        using var rows = new Rows(Rows.Column("place", point)).Add(row => row.Set(0, new Point(1, 2))).Build();
        Assert.Equal(new Point(1, 2), rows.FirstOrDefault<Point>());
        Assert.Equal(new Shop(new Point(1, 2)), rows.FirstOrDefault<Shop>());
    }

    [Fact]
    public void No_row_is_the_default()
    {
        using var rows = new Rows(Rows.Column("id", CqlTypeCode.BigInt)).Build();
        Assert.Equal(0, rows.FirstOrDefault<long>());
        Assert.Null(rows.FirstOrDefault<CountOnlyId>());
        Assert.Empty(rows.ToList<long>());
        Assert.Null(CqlRowSet.None.FirstOrDefault<Order>());
        Assert.Empty(CqlRowSet.None.ToList<Order>());
    }

    [Fact]
    public void A_class_that_does_not_fit_is_told_even_when_there_is_no_row()
    {
        using var rows = new Rows(Rows.Column("id", CqlTypeCode.BigInt), Rows.Column("note", CqlTypeCode.Text)).Build();
        Assert.Equal("PlacedAt", Assert.Throws<CqlTypeException>(rows.ToList<Order>).Column);
        Assert.Equal("Missing", Assert.Throws<CqlTypeException>(rows.ToList<Needy>).Column);
        Assert.Equal("id", Assert.Throws<CqlTypeException>(rows.ToList<WrongType>).Column);
        Assert.Throws<CqlTypeException>(rows.ToList<Unrelated>);
        Assert.Throws<CqlTypeException>(rows.ToList<int>);
        Assert.Throws<CqlTypeException>(rows.ToList<IDisposable>);
        Assert.Throws<CqlTypeException>(rows.FirstOrDefault<Order>);
    }

    [Fact]
    public void A_value_that_a_member_cannot_be_is_told_with_its_column()
    {
        using var rows = new Rows(Rows.Column("id", CqlTypeCode.BigInt), Rows.Column("note", CqlTypeCode.Text)).Add(_ => { }).Build();
        var error = Assert.Throws<CqlTypeException>(rows.ToList<OrderStruct>);
        Assert.StartsWith("id (bigint): ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exact_name_is_taken_before_one_without_its_underscores()
    {
        using var rows = new Rows(Rows.Column("i_d", CqlTypeCode.BigInt), Rows.Column("ID", CqlTypeCode.BigInt), Rows.Column("note", CqlTypeCode.Text))
            .Add(row => { row.Set(0, 1L); row.Set(1, 2L); }).Build();
        Assert.Equal(new OrderStruct(2, null), rows.FirstOrDefault<OrderStruct>());
    }

    [Fact]
    public void A_mapper_is_made_once_for_columns_that_are_the_same()
    {
        Assert.Same(Orders().Shape.MapperOf<Order>(), Orders().Shape.MapperOf<Order>());
        Assert.NotSame(Mapper("id", CqlTypeCode.Text), Mapper("name", CqlTypeCode.Text));
        Assert.NotSame(Mapper("id", CqlTypeCode.Text), Mapper("id", CqlTypeCode.Ascii));

        static object Mapper(string name, CqlTypeCode type) => new Rows(Rows.Column(name, type)).Shape.MapperOf<string>();
    }

    [Fact]
    public void Rows_can_be_mapped_one_by_one()
    {
        using var rows = Orders().Build();
        var row = rows.GetReader();
        row.Read();
        row.Read();
        Assert.Equal(2, row.Map<Order>().Id);
        Assert.Equal(new OrderStruct(2, null), row.Map<OrderStruct>());
    }

    [Fact]
    public void Mapping_allocates_the_objects_and_nothing_else()
    {
        using var rows = new Rows(Rows.Column("id", CqlTypeCode.BigInt), Rows.Column("note", CqlTypeCode.Text))
            .Add(row => row.Set(0, 1L)).Build();
        rows.FirstOrDefault<OrderStruct>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            rows.FirstOrDefault<OrderStruct>();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed record Order(string? Note, long Id, DateTimeOffset PlacedAt);

    private sealed class OrderClass
    {
        public long Id { get; set; }

        public string? Note { get; init; }

        public string Other { get; set; } = "kept";

        public int Computed => (int)Id;
    }

    private readonly record struct OrderStruct(long Id, string? Note);

    private sealed class ManyWays
    {
        public ManyWays(long id, string note, Guid customer) => (Way, Id, Note) = ($"all and {customer}", id, note);

        public ManyWays(long id, string note, int count = 5) => (Way, Id, Note, Count) = ("id and note", id, note, count);

        public ManyWays() => Way = "none";

        public string Way { get; }

        public long Id { get; }

        public string? Note { get; }

        public int Count { get; }
    }

    private sealed class Loud
    {
        [SetsRequiredMembers]
        public Loud(string note) => (Note, Needed) = (note.ToUpperInvariant(), "set");

        public string Note { get; set; }

        public required string Needed { get; init; }
    }

    private sealed class Needy
    {
        public long Id { get; set; }

        public required string Missing { get; set; }
    }

    private sealed record CountOnly(long Count);

    private sealed record CountOnlyId(long Id);

    private sealed record WrongType(Guid Id);

    private sealed class Unrelated
    {
        public int Other { get; set; }
    }

    private readonly record struct Point(int X, int Y);

    private sealed record Shop(Point Place);
}
