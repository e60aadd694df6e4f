using Cql.Protocol;
using Cql.Protocol.Framing;
using Cql.Protocol.Messages;
using Cql.Results;

namespace Cql.Tests.Results;

public sealed class CqlRowSetTests
{
    [Fact]
    public void What_is_known_of_the_rows_is_there()
    {
        byte[] state = [1, 2];
        using var rows = new Rows(Rows.Column("id", CqlTypeCode.Int)).Add(row => row.Set(0, 1)).Build(state);
        Assert.Equal("id", Assert.Single(rows.Columns).Name);
        Assert.Equal(1, rows.Count);
        Assert.Equal(state, rows.PagingState!.Value.ToArray());
        Assert.Empty(rows.Warnings);
        Assert.Null(rows.TracingId);
    }

    [Fact]
    public void After_the_last_page_there_is_no_paging_state()
    {
        using var rows = new Rows(Rows.Column("id", CqlTypeCode.Int)).Build();
        Assert.Null(rows.PagingState);
    }

    [Fact]
    public void Rows_that_were_given_back_are_not_read()
    {
        var rows = new Rows(Rows.Column("id", CqlTypeCode.Int)).Add(row => row.Set(0, 1)).Build();
        var reader = rows.GetReader();
        rows.Dispose();
        rows.Dispose();
        try
        {
            reader.Read();
            Assert.Fail("It was read.");
        }
        catch (ObjectDisposedException)
        {
        }

        Assert.Throws<ObjectDisposedException>(() => { _ = rows.GetReader(); });
        Assert.Throws<ObjectDisposedException>(() => rows.IsApplied);
    }

    [Fact]
    public void Bytes_are_given_back_once()
    {
        var rows = new Rows(Rows.Column("id", CqlTypeCode.Int)).Add(row => row.Set(0, 1)).Build();
        rows.Dispose();
        using var another = Response.Rent(new EnvelopeHeader(0x85, EnvelopeFlags.None, 1, Opcode.Result, 10));
        rows.Dispose();
        Assert.Equal(10, another.Body.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_conditional_statement_says_whether_it_was_done(bool applied)
    {
        using var rows = new Rows(Rows.Column("[applied]", CqlTypeCode.Boolean), Rows.Column("version", CqlTypeCode.BigInt))
            .Add(row => row.Set(0, applied)).Build();
        Assert.Equal(applied, rows.IsApplied);
    }

    [Fact]
    public void Any_other_statement_was_done()
    {
        using var rows = new Rows(Rows.Column("id", CqlTypeCode.Int)).Add(row => row.Set(0, 0)).Build();
        Assert.True(rows.IsApplied);
        Assert.True(CqlRowSet.None.IsApplied);
    }

    [Fact]
    public void No_rows_can_be_disposed_for_ever()
    {
        CqlRowSet.None.Dispose();
        Assert.False(CqlRowSet.None.GetReader().Read());
        Assert.Empty(CqlRowSet.None.Columns);
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(1, 3)]
    [InlineData(1, int.MaxValue)]
    [InlineData(2, 1)]
    [InlineData(0, 1)]
    public void Rows_that_cannot_be_there_are_refused(int columns, int count)
    {
        var shape = new Rows(Rows.Column("id", CqlTypeCode.Int)).Shape;
        using var response = Response.Rent(new EnvelopeHeader(0x85, EnvelopeFlags.None, 1, Opcode.Result, 8));
        Assert.Throws<CqlProtocolException>(() => new CqlRowSet(response, new RowsHeader(columns, null, false, null, count, 0), shape));
    }

    [Fact]
    public void Rows_without_a_column_are_refused()
    {
        using var response = Response.Rent(new EnvelopeHeader(0x85, EnvelopeFlags.None, 1, Opcode.Result, 8));
        Assert.Throws<CqlProtocolException>(() => new CqlRowSet(response, new RowsHeader(0, null, false, null, 1, 0), ResultShape.Empty));
    }
}
