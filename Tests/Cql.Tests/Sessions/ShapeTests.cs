using Cql.Protocol;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

/// <summary>By which columns rows are read: those that PREPARE told, those that changed since, those of a condition.</summary>
public sealed class ShapeTests
{
    private const string Read = "SELECT * FROM orders WHERE id = ?";
    private const string Conditional = "UPDATE orders SET total = 1 WHERE id = ? IF total = 0";
    private const int NoMetadata = 4;

    private static readonly FakeColumn[] Old = [FakeColumn.Int("total", 1)];
    private static readonly FakeColumn[] New = [FakeColumn.Text("currency", "EUR"), FakeColumn.Int("total", 1)];
    private static readonly byte[] NewId = [7, 7, 7];

    [Fact]
    public async Task Rows_without_columns_are_those_that_the_preparation_told()
    {
        await using var cluster = new FakeCluster(1, call => AnswerAsync(call, _ => KnownRow(call, Old)));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Read);

        Assert.Equal(1, await ReadAsync<int>(session, prepared, "total"));
        Assert.Equal(FakeCluster.ResultId, ResultIdOf(cluster.Calls.Last()));
    }

    [Fact]
    public async Task Columns_that_changed_are_taken_over_with_their_id()
    {
        await using var cluster = new FakeCluster(1, call => AnswerAsync(
            call, id => id.AsSpan().SequenceEqual(NewId) ? KnownRow(call, New) : ChangedRow(call)));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Read);

        for (var round = 0; round < 3; round++)
            Assert.Equal("EUR", await ReadAsync<string>(session, prepared, "currency"));
        Assert.Equal([FakeCluster.ResultId, NewId, NewId], cluster.Calls.Where(call => call.Opcode == Opcode.Execute).Select(ResultIdOf));
        Assert.Equal(["currency", "total"], prepared.Columns.Select(column => column.Name));
    }

    [Fact]
    public async Task Rows_on_their_way_while_the_columns_change_are_read_by_those_they_were_asked_with()
    {
        // Three ask by the old id; the first hears of the change, and the others get rows of the old columns after that.
        var calls = new List<FakeCall>();
        await using var cluster = new FakeCluster(1, async call =>
        {
            if (call.Opcode != Opcode.Execute)
                return await AnswerAsync(call, _ => throw new InvalidOperationException());
            calls.Add(call);
            if (calls.Count == 3)
                await call.Peer.SendAsync(ChangedRow(calls[0]), KnownRow(calls[1], Old), KnownRow(calls[2], Old));
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Read);

        Assert.Equal([1, 1, 1], (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ReadAsync<int>(session, prepared, "total")))).AsEnumerable());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_condition_is_read_by_the_columns_of_its_own_answer(bool applied)
    {
        FakeColumn[] answer = applied ? [FakeColumn.Bool("[applied]", true)] : [FakeColumn.Bool("[applied]", false), FakeColumn.Int("total", 3)];
        await using var cluster = new FakeCluster(1, call => AnswerAsync(call, _ => FakeAnswer.Rows(call.Stream, answer)));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Conditional);

        for (var round = 0; round < 2; round++)
        {
            using var bound = prepared.Bind().Set(0, 1);
            using var rows = await session.ExecuteAsync(bound);
            Assert.Equal(applied, rows.IsApplied);
            Assert.Equal(answer.Length, rows.Columns.Count);
        }
    }

    [Fact]
    public async Task A_condition_whose_answers_take_turns_is_read_by_the_columns_of_each()
    {
        FakeColumn[][] answers =
        [
            [FakeColumn.Bool("[applied]", true)],
            [FakeColumn.Bool("[applied]", false), FakeColumn.Int("total", 3)],
            [FakeColumn.Bool("[applied]", false), FakeColumn.Text("total", "3")],
            [FakeColumn.Bool("[applied]", false), FakeColumn.Int("other", 3)],
        ];
        var random = new Random(3);
        var turns = Enumerable.Range(0, 200).Select(_ => answers[random.Next(answers.Length)]).ToArray();
        var turn = -1;
        await using var cluster = new FakeCluster(1, call => AnswerAsync(call, _ => FakeAnswer.Rows(call.Stream, turns[++turn])));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Conditional);

        foreach (var due in turns)
        {
            using var bound = prepared.Bind().Set(0, 1);
            using var rows = await session.ExecuteAsync(bound);
            Assert.Equal(due.Select(column => column.Name), rows.Columns.Select(column => column.Name));
            Assert.Equal(due.Length == 1, rows.IsApplied);
            if (due.Length == 2)
                Assert.Equal(3, due[1].Type[1] == 9 ? First<int>(rows, due[1].Name) : int.Parse(First<string>(rows, due[1].Name), System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Rows_of_other_columns_than_were_due_are_refused()
    {
        await using var cluster = new FakeCluster(1, call => AnswerAsync(call, _ => KnownRow(call, New)));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Read);

        var failed = await Assert.ThrowsAsync<CqlProtocolException>(() => ReadAsync<int>(session, prepared, "total"));
        Assert.Equal(cluster.Nodes[0].EndPoint, failed.Node);
    }

    private static async Task<T> ReadAsync<T>(CqlSession session, PreparedStatement prepared, string column)
    {
        using var bound = prepared.Bind().Set(0, 1);
        using var rows = await session.ExecuteAsync(bound);
        return First<T>(rows, column);
    }

    private static T First<T>(CqlRowSet rows, string column)
    {
        var row = rows.GetReader();
        Assert.True(row.Read());
        return row.Get<T>(column);
    }

    private static async Task<bool> AnswerAsync(FakeCall call, Func<byte[], FakeAnswer> execute)
    {
        await call.AnswerAsync(call.Opcode switch
        {
            Opcode.Execute => execute(ResultIdOf(call)),
            _ when call.Cql == Read => FakeAnswer.Prepared(call.Stream, FakeCluster.StatementId, FakeCluster.ResultId, [FakeColumn.Int("id", 0)], Old),
            _ => FakeAnswer.Prepared(call.Stream, FakeCluster.StatementId, FakeCluster.ResultId, [FakeColumn.Int("id", 0)], []),
        });
        return true;
    }

    private static byte[] ResultIdOf(FakeCall execute)
    {
        var reader = new WireReader(execute.Request.Body);
        reader.ReadShortBytes();
        return reader.ReadShortBytes().ToArray();
    }

    private static FakeAnswer KnownRow(FakeCall call, FakeColumn[] row)
        => new(call.Stream, Opcode.Result, row.Aggregate(new Body().Int(2).Int(NoMetadata).Int(row.Length).Int(1), (body, column) => body.Bytes(column.Value)).ToArray());

    private static FakeAnswer ChangedRow(FakeCall call)
    {
        const int ChangedOfOneTable = 9;
        var body = FakeAnswer.Specify(new Body().Int(2).Int(ChangedOfOneTable).Int(New.Length).ShortBytes(NewId), New).Int(1);
        return new(call.Stream, Opcode.Result, New.Aggregate(body, (all, column) => all.Bytes(column.Value)).ToArray());
    }
}
