using Cql.Protocol;
using Cql.Tests.Connections;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

public sealed class RetryTests
{
    private const string Write = "UPDATE orders SET total = 1 WHERE id = 1";
    private const string Conditional = Write + " IF total = 0";

    [Theory]
    [InlineData(0x1001)]
    [InlineData(0x1002)]
    public async Task A_node_that_cannot_now_leaves_it_to_the_next(int code)
    {
        await using var cluster = new FakeCluster(3, FailingFirst(1, code));
        await using var session = await cluster.ConnectAsync();

        using var rows = await session.ExecuteAsync(Write);
        Assert.Equal(2, cluster.Calls.Select(call => call.Node).Distinct().Count());
    }

    [Fact]
    public async Task An_overloaded_cluster_is_asked_once_by_node_and_says_that_it_is_overloaded()
    {
        await using var cluster = new FakeCluster(3, FailingFirst(99, 0x1001));
        await using var session = await cluster.ConnectAsync();

        var failed = await Assert.ThrowsAsync<CqlOverloadedException>(async () => await session.ExecuteAsync(Write));
        Assert.Equal(RequestOutcome.Refused, failed.Outcome);
        Assert.Equal(3, cluster.Calls.Select(call => call.Node).Distinct().Count());
        Assert.Equal(3, cluster.Calls.Count);
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0x1600)]
    [InlineData(0x7777)]
    public async Task A_write_that_may_have_been_done_is_not_sent_again(int code)
    {
        await using var cluster = new FakeCluster(3, FailingFirst(1, code));
        await using var session = await cluster.ConnectAsync();

        var failed = await Assert.ThrowsAnyAsync<CqlServerException>(async () => await session.ExecuteAsync(Write));
        Assert.Equal(RequestOutcome.Unknown, failed.Outcome);
        Assert.Single(cluster.Calls);
    }

    [Fact]
    public async Task A_write_that_does_no_harm_twice_is_sent_again_elsewhere_and_not_for_ever()
    {
        await using var cluster = new FakeCluster(5, FailingFirst(99, 0x0000));
        await using var session = await cluster.ConnectAsync();

        await Assert.ThrowsAsync<CqlServerErrorException>(async () => await session.ExecuteAsync(new SimpleStatement(Write) { IsIdempotent = true }));
        Assert.Equal(3, cluster.Calls.Count);
        Assert.Equal(3, cluster.Calls.Select(call => call.Node).Distinct().Count());
    }

    [Fact]
    public async Task What_adds_to_a_counter_is_not_sent_again_though_it_was_marked()
    {
        await using var cluster = new FakeCluster(3, async call =>
        {
            await (call.Opcode == Opcode.Prepare
                ? call.AnswerAsync(FakeAnswer.Prepared(call.Stream, FakeCluster.StatementId, FakeCluster.ResultId, [FakeColumn.Counter("seen")], []))
                : call.FailAsync(0x0000, "no"));
            return true;
        });
        await using var session = await cluster.ConnectAsync(options => options.SpeculationDelay = TimeSpan.FromMilliseconds(1));
        var add = await session.PrepareAsync("UPDATE orders SET seen = seen + ? WHERE id = 1", isIdempotent: true);

        await Assert.ThrowsAsync<CqlServerErrorException>(async () => await session.ExecuteAsync(add.Bind().Set(0, 1L)));
        using var batch = new BatchStatement(BatchKind.Counter) { IsIdempotent = true }.Add(add.Bind().Set(0, 1L));
        await Assert.ThrowsAsync<CqlServerErrorException>(async () => await session.ExecuteAsync(batch));
        Assert.Equal((1, 1), (cluster.Count(Opcode.Execute), cluster.Count(Opcode.Batch)));
    }

    [Theory]
    [InlineData(true, 1, 2)]
    [InlineData(false, 2, 3)]
    public async Task A_read_that_lacks_only_the_data_is_sent_to_the_same_node_once_more_and_then_to_the_next(bool helps, int nodes, int calls)
    {
        var times = helps ? 1 : 2;
        await using var cluster = new FakeCluster(3, async call =>
        {
            if (Interlocked.Decrement(ref times) < 0)
                return false;
            await call.FailAsync(0x1200, "timed out", body => body.Short(6).Int(2).Int(2).Byte(0));
            return true;
        });
        await using var session = await cluster.ConnectAsync();

        using var rows = await session.ExecuteAsync(new SimpleStatement("SELECT total FROM orders WHERE id = 1") { IsIdempotent = true });
        Assert.Equal(nodes, cluster.Calls.Select(call => call.Node).Distinct().Count());
        Assert.Equal(calls, cluster.Calls.Count);
        Assert.Same(cluster.Calls.ElementAt(0).Node, cluster.Calls.ElementAt(1).Node);
    }

    [Fact]
    public async Task A_node_that_lacks_replicas_leaves_an_idempotent_request_to_the_next_once()
    {
        await using var cluster = new FakeCluster(5, async call =>
        {
            await call.FailAsync(0x1000, "cannot achieve", body => body.Short(6).Int(2).Int(1));
            return true;
        });
        await using var session = await cluster.ConnectAsync();

        await Assert.ThrowsAsync<CqlUnavailableException>(async () => await session.ExecuteAsync(new SimpleStatement(Write) { IsIdempotent = true }));
        Assert.Equal(2, cluster.Calls.Select(call => call.Node).Distinct().Count());
        Assert.Equal(2, cluster.Calls.Count);
    }

    [Theory]
    [InlineData(0x2000)]
    [InlineData(0x2100)]
    [InlineData(0x2200)]
    [InlineData(0x2300)]
    public async Task What_every_node_would_refuse_is_asked_once(int code)
    {
        await using var cluster = new FakeCluster(3, FailingFirst(99, code));
        await using var session = await cluster.ConnectAsync();

        await Assert.ThrowsAnyAsync<CqlServerException>(async () => await session.ExecuteAsync(new SimpleStatement(Write) { IsIdempotent = true }));
        Assert.Single(cluster.Calls);
    }

    [Fact]
    public async Task A_condition_whose_outcome_is_unknown_says_so_and_is_never_sent_again()
    {
        await using var cluster = new FakeCluster(3, async call =>
        {
            await call.FailAsync(0x1100, "timed out", body => body.Short(9).Int(1).Int(2).String("CAS").Short(1));
            return true;
        });
        await using var session = await cluster.ConnectAsync();

        var failed = await Assert.ThrowsAsync<CqlOutcomeUnknownException>(
            async () => await session.ExecuteAsync(new SimpleStatement(Conditional) { IsIdempotent = true }));
        Assert.Equal(CqlWriteType.Cas, Assert.IsType<CqlWriteTimeoutException>(failed.InnerException).WriteType);
        Assert.Equal(RequestOutcome.Unknown, failed.Outcome);
        Assert.Single(cluster.Calls);
    }

    [Fact]
    public async Task A_condition_whose_connection_is_lost_has_an_unknown_outcome()
    {
        await using var cluster = new FakeCluster(3, call =>
        {
            call.Peer.Reset();
            return Task.FromResult(true);
        });
        await using var session = await cluster.ConnectAsync();

        var failed = await Assert.ThrowsAsync<CqlOutcomeUnknownException>(async () => await session.ExecuteAsync(Conditional));
        Assert.IsType<CqlConnectionException>(failed.InnerException);
        Assert.Single(cluster.Calls);
    }

    [Fact]
    public async Task A_condition_that_was_refused_for_the_nodes_own_reasons_is_sent_to_the_next()
    {
        await using var cluster = new FakeCluster(3, FailingFirst(1, 0x1001));
        await using var session = await cluster.ConnectAsync();

        using var rows = await session.ExecuteAsync(Conditional);
        Assert.Equal(2, cluster.Calls.Count);
    }

    [Theory]
    [InlineData(0x1001)]
    [InlineData(0x2200)]
    public async Task What_may_have_been_done_at_one_node_is_not_called_undone_because_the_next_refused(int code)
    {
        await using var cluster = new FakeCluster(2, FailingInTurn(0x0000, code));
        await using var session = await cluster.ConnectAsync();

        var failed = await Assert.ThrowsAnyAsync<CqlException>(async () => await session.ExecuteAsync(new SimpleStatement(Write) { IsIdempotent = true }));
        Assert.Equal(RequestOutcome.Unknown, failed.Outcome);
        Assert.Equal(2, cluster.Calls.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_may_have_been_done_at_one_node_is_not_called_undone_because_its_values_do_not_fit_at_the_next(bool speculates)
    {
        var prepares = 0;
        var executes = 0;
        await using var cluster = new FakeCluster(2, async call =>
        {
            if (call.Opcode == Opcode.Prepare)
            {
                var parameter = Interlocked.Increment(ref prepares) == 1 ? FakeColumn.Int("id", 0) : FakeColumn.Text("id", "");
                await call.AnswerAsync(FakeAnswer.Prepared(call.Stream, FakeCluster.StatementId, FakeCluster.ResultId, [parameter], []));
            }
            else
            {
                await (Interlocked.Increment(ref executes) == 1 ? call.FailAsync(0x0000, "no") : call.AnswerAsync(FakeAnswer.Unprepared(call.Stream, FakeCluster.StatementId)));
            }

            return true;
        });
        await using var session = await cluster.ConnectAsync(options => options.SpeculationDelay = speculates ? Connecting.Long : null);
        var prepared = await session.PrepareAsync("UPDATE orders SET total = 1 WHERE id = ?", isIdempotent: true);

        var failed = await Assert.ThrowsAsync<CqlServerErrorException>(async () => await session.ExecuteAsync(prepared.Bind().Set(0, 7)));
        Assert.Equal(RequestOutcome.Unknown, failed.Outcome);
        Assert.Equal(2, prepares);
    }

    [Fact]
    public async Task A_server_that_is_silent_costs_an_idempotent_request_its_time_limit_and_no_more()
    {
        var isFirst = 1;
        await using var cluster = new FakeCluster(3, _ => Task.FromResult(Interlocked.Exchange(ref isFirst, 0) == 1));
        await using var session = await cluster.ConnectAsync(options => options.RequestTimeout = TimeSpan.FromMilliseconds(200));

        using var rows = await session.ExecuteAsync(new SimpleStatement(Write) { IsIdempotent = true });
        Assert.Equal(2, cluster.Calls.Count);
    }

    [Fact]
    public async Task Every_error_of_the_server_reaches_the_one_who_asked_and_the_connection_goes_on()
    {
        (int Code, Func<Body, Body>? Fields)[] errors =
        [
            .. new[] { 0, 0x0A, 0x100, 0x1001, 0x1002, 0x1003, 0x1600, 0x2000, 0x2100, 0x2200, 0x2300, 0x9999 }.Select(code => (code, (Func<Body, Body>?)null)),
            (0x1000, body => body.Short(9).Int(2).Int(1)),
            (0x1100, body => body.Short(6).Int(1).Int(2).String("SIMPLE")),
            (0x1200, body => body.Short(6).Int(1).Int(2).Byte(0)),
            (0x1300, body => body.Short(6).Int(1).Int(2).Int(1).Address("10.0.0.1").Short(2).Byte(0)),
            (0x1400, body => body.String("shop").String("tax").Strings("int")),
            (0x1500, body => body.Short(6).Int(1).Int(2).Int(0).String("BATCH")),
            (0x1700, body => body.Short(9).Int(1).Int(2)),
            (0x2400, body => body.String("shop").String("orders")),
        ];
        var next = -1;
        await using var cluster = new FakeCluster(1, async call =>
        {
            if (call.Cql != Write)
                return false;
            var (code, fields) = errors[Interlocked.Increment(ref next)];
            await call.FailAsync(code, $"error {code}", fields);
            return true;
        });
        await using var session = await cluster.ConnectAsync();

        var classes = new HashSet<Type>();
        foreach (var (code, _) in errors)
        {
            var failed = await Assert.ThrowsAnyAsync<CqlServerException>(async () => await session.ExecuteAsync(Write));
            Assert.Equal(code, failed.Code);
            Assert.Equal($"error {code}", failed.ServerMessage);
            Assert.Equal(cluster.Nodes[0].EndPoint, failed.Node);
            classes.Add(failed.GetType());
            using var rows = await session.ExecuteAsync("SELECT 1");
        }

        Assert.Equal(errors.Length, classes.Count);
        Assert.Single(cluster.Calls.Select(call => call.Peer).Distinct());
    }

    private static Func<FakeCall, Task<bool>> FailingFirst(int times, int code) => FailingInTurn([.. Enumerable.Repeat(code, times)]);

    private static Func<FakeCall, Task<bool>> FailingInTurn(params int[] codes)
    {
        var next = -1;
        return async call =>
        {
            var turn = Interlocked.Increment(ref next);
            if (turn < codes.Length)
                await call.FailAsync(codes[turn], "no");
            return turn < codes.Length;
        };
    }
}
