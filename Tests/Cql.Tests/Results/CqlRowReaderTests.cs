using CsCheck;

namespace Cql.Tests.Results;

public sealed class CqlRowReaderTests
{
    private static Rows Three() => new Rows(
            Rows.Column("id", CqlTypeCode.BigInt), Rows.Column("name", CqlTypeCode.Text), Rows.Column("count", CqlTypeCode.Int))
        .Add(row => { row.Set(0, 1L); row.Set(1, "one"); row.Set(2, 10); })
        .Add(row => { row.Set(0, 2L); row.Set(1, "two"); })
        .Add(row => { row.Set(0, 3L); row.Set(1, ""); row.SetBytes(2, []); });

    [Fact]
    public void Rows_come_in_their_order_and_columns_in_any()
    {
        using var rows = Three().Build();
        var row = rows.GetReader();

        Assert.True(row.Read());
        Assert.Equal(10, row.Get<int>(2));
        Assert.Equal("one", row.Get<string>(1));
        Assert.Equal(1L, row.Get<long>(0));
        Assert.Equal(10, row.Get<int>("count"));
        Assert.True(row.Read());
        Assert.Equal("two", row.Get<string>(1));
        Assert.Equal("two", row.Get<string>(1));
        Assert.True(row.Read());
        Assert.Equal(3L, row.Get<long>(0));
        Assert.False(row.Read());
        Assert.False(row.Read());
    }

    [Fact]
    public void Rows_that_are_not_looked_at_are_passed_over()
    {
        using var rows = Three().Build();
        var row = rows.GetReader();
        Assert.True(row.Read() && row.Read() && row.Read());
        Assert.Equal(3L, row.Get<long>(0));
    }

    [Fact]
    public void Null_is_told_apart_from_what_is_there()
    {
        using var rows = Three().Build();
        var row = rows.GetReader();
        row.Read();
        Assert.False(row.IsNull(2));
        row.Read();
        Assert.True(row.IsNull(2));
        Assert.Null(row.Get<int?>(2));
        Assert.Equal(0, row.GetOrDefault<int>(2));
        Assert.True(row.GetBytes(2).IsEmpty);
    }

    [Fact]
    public void An_empty_value_is_null_where_the_type_has_none_and_a_value_where_it_has()
    {
        using var rows = Three().Build();
        var row = rows.GetReader();
        Assert.True(row.Read() && row.Read() && row.Read());
        Assert.False(row.IsNull(1));
        Assert.Equal("", row.Get<string>(1));
        Assert.True(row.IsNull(2));
        Assert.Null(row.Get<int?>(2));
        Assert.Equal(0, row.GetOrDefault<int>(2));
    }

    [Fact]
    public void Null_where_it_cannot_be_is_told_with_the_column()
    {
        using var rows = Three().Build();
        var error = Assert.Throws<CqlTypeException>(() =>
        {
            var row = rows.GetReader();
            row.Read();
            row.Read();
            return row.Get<int>(2);
        });
        Assert.Equal("count", error.Column);
        Assert.Equal(CqlType.Of(CqlTypeCode.Int), error.CqlType);
        Assert.Equal(typeof(int), error.ClrType);
        Assert.StartsWith("count (int): ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_another_type_is_told()
    {
        using var rows = Three().Build();
        var error = Assert.Throws<CqlTypeException>(() =>
        {
            var row = rows.GetReader();
            row.Read();
            return row.Get<Guid>(1);
        });
        Assert.Equal("name (text): A text cannot be a Guid; it can be String, Byte[], ReadOnlyMemory<Byte>.", error.Message);
    }

    [Fact]
    public void A_column_that_is_not_there_is_told_with_those_that_are()
    {
        using var rows = Three().Build();
        var error = Assert.Throws<ArgumentException>(() => rows.GetReader().Ordinal("colour"));
        Assert.Contains("id, name, count", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => First(rows, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => First(rows, -1));
    }

    [Fact]
    public void Names_are_found_in_any_case_but_the_exact_one_first()
    {
        using var rows = new Rows(Rows.Column("ID", CqlTypeCode.Int), Rows.Column("id", CqlTypeCode.Int)).Build();
        Assert.Equal(0, rows.GetReader().Ordinal("ID"));
        Assert.Equal(1, rows.GetReader().Ordinal("id"));
        Assert.Equal(0, rows.GetReader().Ordinal("Id"));
    }

    [Fact]
    public void There_is_no_row_before_the_first_and_after_the_last()
    {
        using var rows = Three().Build();
        Assert.Throws<InvalidOperationException>(() => rows.GetReader().Get<long>(0));
        Assert.Throws<InvalidOperationException>(() =>
        {
            var row = rows.GetReader();
            while (row.Read())
            {
            }

            return row.IsNull(0);
        });
    }

    [Fact]
    public void Rows_cut_short_anywhere_are_told()
    {
        var rows = Three();
        using var whole = rows.Build();
        var body = new List<byte>();
        var row = whole.GetReader();
        while (row.Read())
        {
            for (var column = 0; column < 3; column++)
            {
                var bytes = row.GetBytes(column).ToArray();
                body.AddRange([0, 0, 0, (byte)bytes.Length, .. bytes]);
            }
        }

        for (var length = 0; length < body.Count; length++)
        {
            var cut = body.Take(length).ToArray();
            Assert.Throws<CqlProtocolException>(() => ReadAll(rows, cut, 3));
        }
    }

    [Fact]
    public void Rows_of_any_bytes_are_read_or_told()
        => Gen.Select(Gen.OneOf(Gen.Byte, Gen.Byte[0, 4]).Array[0, 100], Gen.Int[0, 12]).Sample((body, count) =>
        {
            try
            {
                ReadAll(Three(), body, count);
            }
            catch (Exception error) when (error is CqlProtocolException or CqlTypeException)
            {
            }
        });

    [Fact]
    public void After_a_row_that_was_cut_short_nothing_is_read_from_the_wrong_place()
    {
        using var rows = new Rows(Rows.Column("a", CqlTypeCode.Int), Rows.Column("b", CqlTypeCode.Int))
            .Build([0, 0, 0, 4, 0, 0, 0, 7, 0, 0, 0, 4, 1], 1);
        Assert.Throws<CqlProtocolException>(() => First(rows, 1));
        Assert.Equal(7, First(rows, 0));
    }

    [Fact]
    public void Reading_allocates_nothing_but_what_is_read()
    {
        using var rows = Three().Build();
        ReadNumbers(rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            ReadNumbers(rows);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static long ReadNumbers(CqlRowSet rows)
    {
        var sum = 0L;
        var row = rows.GetReader();
        while (row.Read())
            sum += row.Get<long>(0) + (row.Get<int?>(2) ?? 0) + row.GetOrDefault<int>(2) + row.GetBytes(1).Length;
        return sum;
    }

    private static int First(CqlRowSet rows, int column)
    {
        var row = rows.GetReader();
        row.Read();
        return row.Get<int>(column);
    }

    private static void ReadAll(Rows rows, byte[] body, int count)
    {
        using var set = rows.Build(body, count);
        var row = set.GetReader();
        while (row.Read())
        {
            row.Get<long>(0);
            row.Get<string>(1);
            row.Get<int?>(2);
        }
    }
}
