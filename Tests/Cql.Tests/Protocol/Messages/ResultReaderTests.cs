using Cql.Protocol;
using Cql.Protocol.Framing;
using Cql.Protocol.Messages;
using Cql.Protocol.Messages.Events;
using Cql.Tests.Wire;

namespace Cql.Tests.Protocol.Messages;

public sealed class ResultReaderTests
{
    private const int Global = 1;
    private const int More = 2;
    private const int MorePages = 2;
    private const int NoMetadata = 4;
    private const int Changed = 8;

    [Fact]
    public void VOID_says_nothing_more()
    {
        using var answer = Result(new Body().Int(1));

        Assert.Equal(ResultKind.Void, ResultReader.ReadKind(answer, out var preamble, out var reader));
        Assert.Equal(0, reader.Remaining);
        Assert.Null(preamble.TracingId);
        Assert.Empty(preamble.Warnings);
    }

    [Fact]
    public void A_trace_and_warnings_come_before_the_kind()
    {
        var trace = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        var body = new Body().Raw(trace.ToByteArray(bigEndian: true)).Strings("one", "two").Short(1).String("key").Bytes(null).Int(1).ToArray();
        using var answer = Answers.Of(Opcode.Result, body, flags: EnvelopeFlags.Tracing | EnvelopeFlags.Warning | EnvelopeFlags.CustomPayload);

        Assert.Equal(ResultKind.Void, ResultReader.ReadKind(answer, out var preamble, out _));
        Assert.Equal(trace, preamble.TracingId);
        Assert.Equal(["one", "two"], preamble.Warnings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public void Another_kind_is_refused(int kind) => Assert.Throws<CqlProtocolException>(() =>
    {
        using var answer = Result(new Body().Int(kind));
        ResultReader.ReadKind(answer, out _, out _);
    });

    [Fact]
    public void Another_message_where_a_result_is_due_is_refused() => Assert.Throws<CqlProtocolException>(() =>
    {
        using var answer = Answers.Of(Opcode.Supported, new Body().Int(1).ToArray());
        ResultReader.ReadKind(answer, out _, out _);
    });

    [Fact]
    public void ROWS_of_one_table_name_it_once()
    {
        var header = Rows(new Body().Int(Global).Int(2).String("shop").String("orders").String("id").Short(0xC).String("total").Short(6)
            .Int(2).Bytes(new byte[16]).Bytes(null).Bytes(new byte[16]).Bytes(1));

        Assert.Equal((2, 2, false, null), (header.ColumnCount, header.RowCount, header.HasNewShape, header.PagingState));
        Assert.Equal(
            [new("shop", "orders", "id", CqlType.Of(CqlTypeCode.Uuid)), new CqlColumn("shop", "orders", "total", CqlType.Of(CqlTypeCode.Decimal))],
            header.Shape!.Columns);
        Assert.True(header.Shape.Id.IsEmpty);
    }

    [Fact]
    public void ROWS_of_several_tables_name_each()
    {
        var header = Rows(new Body().Int(0).Int(2).String("a").String("b").String("c").Short(9).String("d").String("e").String("f").Short(0xD).Int(0));

        Assert.Equal([new("a", "b", "c", CqlType.Of(CqlTypeCode.Int)), new CqlColumn("d", "e", "f", CqlType.Of(CqlTypeCode.Text))], header.Shape!.Columns);
    }

    [Fact]
    public void ROWS_whose_columns_are_known_do_not_name_them()
    {
        var header = Rows(new Body().Int(NoMetadata | More).Int(3).Bytes(7, 7).Int(0));

        Assert.Null(header.Shape);
        Assert.Equal(3, header.ColumnCount);
        Assert.Equal([7, 7], header.PagingState);
    }

    [Fact]
    public void ROWS_whose_columns_changed_tell_the_new_ones_and_their_id()
    {
        var header = Rows(new Body().Int(Global | More | Changed).Int(1).Bytes(5).ShortBytes(1, 2, 3).String("shop").String("orders").String("id").Short(9).Int(0));

        Assert.True(header.HasNewShape);
        Assert.Equal([5], header.PagingState);
        Assert.Equal([1, 2, 3], header.Shape!.Id.ToArray());
        Assert.Equal("id", Assert.Single(header.Shape.Columns).Name);
    }

    [Fact]
    public void The_first_row_is_where_the_header_says()
    {
        using var answer = Result(new Body().Int(2).Int(NoMetadata).Int(1).Int(1).Bytes(42));
        ResultReader.ReadKind(answer, out _, out var reader);
        var header = ResultReader.ReadRows(ref reader);

        var rows = new WireReader(answer.Body[header.RowsStart..]);
        Assert.True(rows.TryReadBytes(out var value));
        Assert.Equal([42], value.ToArray());
    }

    [Theory]
    [InlineData(NoMetadata, 1, 3)]
    [InlineData(NoMetadata, 1, -1)]
    [InlineData(NoMetadata, 1, int.MaxValue)]
    [InlineData(NoMetadata, 0, 1)]
    [InlineData(NoMetadata, -1, 0)]
    [InlineData(NoMetadata, int.MaxValue, 0)]
    [InlineData(NoMetadata | Changed, 0, 0)]
    [InlineData(0, 0xFFFF, 0)]
    public void Counts_that_cannot_be_are_refused(int flags, int columns, int rows)
        => Assert.Throws<CqlProtocolException>(() => Rows(new Body().Int(flags).Int(columns).Int(rows).Raw(new byte[8])));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void More_pages_that_do_not_say_where_they_begin_are_refused(bool isEmpty)
    {
        var body = new Body().Int(NoMetadata | MorePages).Int(1);
        Assert.Throws<CqlProtocolException>(() => Rows((isEmpty ? body.Bytes() : body.Int(-1)).Int(0)));
    }

    [Fact]
    public void SET_KEYSPACE_names_it()
    {
        using var answer = Result(new Body().Int(3).String("shop"));

        Assert.Equal(ResultKind.SetKeyspace, ResultReader.ReadKind(answer, out _, out var reader));
        Assert.Equal("shop", reader.ReadString());
    }

    [Fact]
    public void SCHEMA_CHANGE_tells_what_changed()
    {
        using var answer = Result(new Body().Int(5).String("CREATED").String("TABLE").String("shop").String("orders"));

        Assert.Equal(ResultKind.SchemaChange, ResultReader.ReadKind(answer, out _, out var reader));
        var change = SchemaEvent.Read(ref reader);
        Assert.Equal((SchemaChangeKind.Created, SchemaTarget.Table, "shop", "orders"), (change.Kind, change.Target, change.Keyspace, change.Name));
    }

    private static RowsHeader Rows(Body body)
    {
        using var answer = Result(new Body().Int(2).Raw(body.ToArray()));
        Assert.Equal(ResultKind.Rows, ResultReader.ReadKind(answer, out _, out var reader));
        return ResultReader.ReadRows(ref reader);
    }

    private static Response Result(Body body) => Answers.Of(Opcode.Result, body.ToArray());
}
