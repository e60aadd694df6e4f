using System.Buffers.Binary;
using System.Collections.Concurrent;
using Cql.Protocol;
using Cql.Tests.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Sessions;

public sealed class SpeculationTests
{
    private const string Write = "UPDATE orders SET total = 1 WHERE id = 1";
    private const string Read = "SELECT total FROM orders WHERE id = ?";

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task What_is_not_answered_in_time_goes_to_the_next_node_and_the_late_answer_frees_its_id()
    {
        var held = new ConcurrentQueue<FakeCall>();
        await using var cluster = new FakeCluster(3, HoldingFirst(1, held));
        await using var session = await ConnectAsync(cluster);

        var asked = session.ExecuteAsync(Idempotent()).AsTask();
        await Connecting.UntilAsync(() => held.Count == 1);
        await PassDelayAsync();
        (await asked).Dispose();
        Assert.Equal(2, cluster.Calls.Select(call => call.Node).Distinct().Count());
        Assert.Equal(1, await InFlightAsync(session));

        Assert.True(held.TryDequeue(out var late));
        await late.AnswerAsync(FakeAnswer.Void(late.Stream));
        await UntilInFlightAsync(session, 0);
    }

    [Fact]
    public async Task The_first_node_wins_when_it_answers_before_the_second()
    {
        var held = new ConcurrentQueue<FakeCall>();
        await using var cluster = new FakeCluster(2, HoldingFirst(2, held));
        await using var session = await ConnectAsync(cluster);

        var asked = session.ExecuteAsync(Idempotent()).AsTask();
        await Connecting.UntilAsync(() => held.Count == 1);
        await PassDelayAsync();
        await Connecting.UntilAsync(() => held.Count == 2);
        var first = held.First();
        await first.AnswerAsync(FakeAnswer.Void(first.Stream));
        (await asked).Dispose();
        Assert.Equal(1, await InFlightAsync(session));

        await held.Last().AnswerAsync(FakeAnswer.Void(held.Last().Stream));
        await UntilInFlightAsync(session, 0);
    }

    [Theory]
    [InlineData(Write, false)]
    [InlineData(Write + " IF total = 0", true)]
    public Task What_may_do_harm_twice_and_what_has_a_condition_wait_for_their_node(string cql, bool isIdempotent)
        => WaitsForItsNodeAsync(new SimpleStatement(cql) { IsIdempotent = isIdempotent });

    [Fact]
    public async Task What_adds_to_counters_waits_for_its_node_though_it_was_marked()
    {
        using var batch = new BatchStatement(BatchKind.Counter) { IsIdempotent = true };
        await WaitsForItsNodeAsync(batch);
    }

    [Fact]
    public async Task Values_that_fit_no_more_at_one_node_do_not_end_what_another_may_do()
    {
        var held = new ConcurrentQueue<FakeCall>();
        var prepares = 0;
        await using var cluster = new FakeCluster(2, async call =>
        {
            if (call.Opcode == Opcode.Prepare)
            {
                var parameter = Interlocked.Increment(ref prepares) == 1 ? FakeColumn.Int("id", 0) : FakeColumn.Text("id", "");
                await call.AnswerAsync(FakeAnswer.Prepared(call.Stream, FakeCluster.StatementId, FakeCluster.ResultId, [parameter], []));
            }
            else if (held.IsEmpty)
            {
                held.Enqueue(call);
            }
            else
            {
                await call.AnswerAsync(FakeAnswer.Unprepared(call.Stream, FakeCluster.StatementId));
            }

            return true;
        });
        await using var session = await ConnectAsync(cluster);
        var prepared = await session.PrepareAsync(Write, isIdempotent: true);
        using var bound = prepared.Bind().Set(0, 7);

        var asked = session.ExecuteAsync(bound).AsTask();
        await Connecting.UntilAsync(() => held.Count == 1);
        await PassDelayAsync();
        await Connecting.UntilAsync(() => Volatile.Read(ref prepares) == 2);
        await Task.Delay(50);
        Assert.False(asked.IsCompleted);
        await held.First().AnswerAsync(FakeAnswer.Void(held.First().Stream));
        (await asked).Dispose();
    }

    [Fact]
    public async Task Without_a_delay_nothing_is_sent_twice()
    {
        var held = new ConcurrentQueue<FakeCall>();
        await using var cluster = new FakeCluster(3, HoldingFirst(1, held));
        await using var session = await cluster.ConnectAsync(time: _time);

        var asked = session.ExecuteAsync(Idempotent()).AsTask();
        await Connecting.UntilAsync(() => held.Count == 1);
        await PassDelayAsync();
        Assert.Single(cluster.Calls);
        await held.First().AnswerAsync(FakeAnswer.Void(held.First().Stream));
        (await asked).Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_more_nodes_are_asked_than_the_options_say(int most)
    {
        var held = new ConcurrentQueue<FakeCall>();
        await using var cluster = new FakeCluster(5, HoldingFirst(99, held));
        await using var session = await ConnectAsync(cluster, most);

        var asked = session.ExecuteAsync(Idempotent()).AsTask();
        for (var count = 1; count <= most + 1; count++)
        {
            await Connecting.UntilAsync(() => held.Count == count);
            await PassDelayAsync();
        }

        await PassDelayAsync();
        Assert.Equal(most + 1, cluster.Calls.Select(call => call.Node).Distinct().Count());
        Assert.Equal(most + 1, cluster.Calls.Count);
        await held.Last().AnswerAsync(FakeAnswer.Void(held.Last().Stream));
        (await asked).Dispose();
    }

    [Fact]
    public async Task An_error_of_one_node_does_not_end_what_another_may_do()
    {
        var held = new ConcurrentQueue<FakeCall>();
        await using var cluster = new FakeCluster(3, HoldingFirst(2, held));
        await using var session = await ConnectAsync(cluster);

        var asked = session.ExecuteAsync(Idempotent()).AsTask();
        await Connecting.UntilAsync(() => held.Count == 1);
        await PassDelayAsync();
        await Connecting.UntilAsync(() => held.Count == 2);
        await held.Last().FailAsync(0x2200, "this node does not know the table");
        await UntilInFlightAsync(session, 1);
        Assert.False(asked.IsCompleted);
        await held.First().AnswerAsync(FakeAnswer.Void(held.First().Stream));
        (await asked).Dispose();
    }

    [Fact]
    public async Task What_one_node_may_have_done_is_not_called_undone_because_the_other_refused()
    {
        var held = new ConcurrentQueue<FakeCall>();
        await using var cluster = new FakeCluster(2, HoldingFirst(2, held));
        await using var session = await ConnectAsync(cluster);

        var asked = session.ExecuteAsync(Idempotent()).AsTask();
        await Connecting.UntilAsync(() => held.Count == 1);
        await PassDelayAsync();
        await Connecting.UntilAsync(() => held.Count == 2);
        await held.First().FailAsync(0x0000, "something went wrong");
        await held.Last().FailAsync(0x2200, "this node does not know the table");
        Assert.Equal(RequestOutcome.Unknown, (await Assert.ThrowsAnyAsync<CqlException>(() => asked)).Outcome);
    }

    [Fact]
    public async Task One_who_does_not_want_it_any_more_leaves_both_nodes()
    {
        var held = new ConcurrentQueue<FakeCall>();
        await using var cluster = new FakeCluster(2, HoldingFirst(2, held));
        await using var session = await ConnectAsync(cluster);
        using var stop = new CancellationTokenSource();

        var asked = session.ExecuteAsync(Idempotent(), stop.Token).AsTask();
        await Connecting.UntilAsync(() => held.Count == 1);
        await PassDelayAsync();
        await Connecting.UntilAsync(() => held.Count == 2);
        await stop.CancelAsync();
        Assert.Equal(stop.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked)).CancellationToken);
        Assert.Equal(2, await InFlightAsync(session));
        foreach (var late in held)
            await late.AnswerAsync(FakeAnswer.Void(late.Stream));
        await UntilInFlightAsync(session, 0);
    }

    [Fact]
    public async Task Each_answer_is_for_the_values_that_were_asked_with()
    {
        const int Count = 1500;
        var random = new Random(7);
        await using var cluster = new FakeCluster(3, call =>
        {
            if (call.Opcode != Opcode.Execute)
                return Task.FromResult(false);
            int delay;
            lock (random)
                delay = random.Next(8) == 0 ? random.Next(20) : 0;
            _ = EchoAsync(call, delay);
            return Task.FromResult(true);
        });
        await using var session = await cluster.ConnectAsync(options =>
        {
            options.SpeculationDelay = TimeSpan.FromMilliseconds(3);
            options.MaxSpeculations = 2;
        });
        var prepared = await session.PrepareAsync(Read, isIdempotent: true);

        await Parallel.ForEachAsync(Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, stop) =>
        {
            using var bound = prepared.Bind().Set(0, number);
            using var rows = await session.ExecuteAsync(bound, stop);
            Assert.Equal(number, rows.FirstOrDefault<int>());
        });
        Assert.True(cluster.Count(Opcode.Execute) > Count);
        await UntilInFlightAsync(session, 0);
    }

    [Fact]
    public async Task An_answer_is_read_by_the_columns_that_its_own_request_was_sent_with()
    {
        var held = new ConcurrentQueue<FakeCall>();
        await using var cluster = new FakeCluster(2, async call =>
        {
            if (call.Opcode == Opcode.Prepare)
                await call.AnswerAsync(FakeAnswer.Prepared(call.Stream, FakeCluster.StatementId, FakeCluster.ResultId, [FakeColumn.Int("id", 0)], [FakeColumn.Int("total", 0)]));
            else
                held.Enqueue(call);
            return true;
        });
        await using var session = await ConnectAsync(cluster);
        var prepared = await session.PrepareAsync(Read, isIdempotent: true);
        using var bound = prepared.Bind().Set(0, 7);

        var asked = session.ExecuteAsync(bound).AsTask();
        await Connecting.UntilAsync(() => held.Count == 1);
        prepared.TakeIn(prepared.Told with { Result = new Cql.Results.ResultShape(new byte[] { 9, 9 }, [new("shop", "orders", "currency", CqlType.Of(CqlTypeCode.Text))]) });
        await PassDelayAsync();
        await Connecting.UntilAsync(() => held.Count == 2);
        await EchoAsync(held.First(), 0);
        using var rows = await asked;
        Assert.Equal(7, rows.FirstOrDefault<int>());
        Assert.Equal("total", Assert.Single(rows.Columns).Name);
    }

    private async Task WaitsForItsNodeAsync(CqlStatement statement)
    {
        var held = new ConcurrentQueue<FakeCall>();
        await using var cluster = new FakeCluster(3, HoldingFirst(1, held));
        await using var session = await ConnectAsync(cluster);

        var asked = session.ExecuteAsync(statement).AsTask();
        await Connecting.UntilAsync(() => held.Count == 1);
        await PassDelayAsync();
        await PassDelayAsync();
        Assert.Single(cluster.Calls);
        await held.First().AnswerAsync(FakeAnswer.Void(held.First().Stream));
        (await asked).Dispose();
    }

    private static SimpleStatement Idempotent() => new(Write) { IsIdempotent = true };

    private Task<CqlSession> ConnectAsync(FakeCluster cluster, int most = 1) => cluster.ConnectAsync(
        options => (options.SpeculationDelay, options.MaxSpeculations) = (Delay, most), _time);

    // The timer is set by whoever waits, a little after the request has left.
    private async Task PassDelayAsync()
    {
        await Task.Delay(20);
        _time.Advance(Delay);
    }

    private static Func<FakeCall, Task<bool>> HoldingFirst(int times, ConcurrentQueue<FakeCall> held) => call =>
    {
        if (Interlocked.Decrement(ref times) < 0)
            return Task.FromResult(false);
        held.Enqueue(call);
        return Task.FromResult(true);
    };

    // One row, whose only column is what the statement was asked with.
    private static async Task EchoAsync(FakeCall call, int delay)
    {
        const int ValueAt = 2 + 4 + 2 + 2 + 2 + 4 + 2 + 4;
        var value = BinaryPrimitives.ReadInt32BigEndian(call.Request.Body.AsSpan(ValueAt));
        await Task.Delay(delay);
        await call.AnswerAsync(FakeAnswer.Rows(call.Stream, [FakeColumn.Int("total", value)]));
    }

    private static async Task<int> InFlightAsync(CqlSession session) => (await session.OpenAsync(CancellationToken.None)).Cluster.Pools.Sum(pool => pool.InFlight);

    private static async Task UntilInFlightAsync(CqlSession session, int count)
    {
        var pools = (await session.OpenAsync(CancellationToken.None)).Cluster.Pools;
        await Connecting.UntilAsync(() => pools.Sum(pool => pool.InFlight) == count);
    }
}
