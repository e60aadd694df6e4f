using Cql.Protocol;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

public sealed class UnpreparedTests
{
    private const string Write = "UPDATE orders SET total = 1 WHERE id = ?";

    [Fact]
    public async Task A_node_that_has_forgotten_a_statement_is_told_it_again()
    {
        var forgets = 1;
        await using var cluster = new FakeCluster(1, Forgetting(() => Interlocked.Exchange(ref forgets, 0) == 1));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Write);

        using (var bound = prepared.Bind().Set(0, 7))
            (await session.ExecuteAsync(bound)).Dispose();
        Assert.Equal((2, 2), (cluster.Count(Opcode.Prepare), cluster.Count(Opcode.Execute)));
        Assert.All(cluster.Calls.Where(call => call.Opcode == Opcode.Prepare), call => Assert.Equal(Write, call.Cql));
    }

    [Fact]
    public async Task A_node_that_forgets_for_ever_is_told_twice_more_and_then_it_is_an_error()
    {
        await using var cluster = new FakeCluster(1, Forgetting(() => true));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Write);

        using var bound = prepared.Bind().Set(0, 7);
        var failed = await Assert.ThrowsAsync<CqlUnpreparedException>(async () => await session.ExecuteAsync(bound));
        Assert.Equal(FakeCluster.StatementId, failed.StatementId.ToArray());
        Assert.Equal(RequestOutcome.Refused, failed.Outcome);
        Assert.Equal((3, 3), (cluster.Count(Opcode.Prepare), cluster.Count(Opcode.Execute)));
    }

    [Fact]
    public async Task However_many_meet_a_node_that_has_forgotten_it_is_told_once()
    {
        const int Count = 200;
        var executes = 0;
        var calls = new List<FakeCall>();
        await using var cluster = new FakeCluster(1, async call =>
        {
            if (call.Opcode != Opcode.Execute || Interlocked.Increment(ref executes) > Count)
                return false;
            calls.Add(call);
            if (calls.Count == Count)
                await call.Peer.SendAsync([.. calls.Select(Forgotten)]);
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Write);

        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => ExecuteAsync(session, prepared, number)));
        Assert.Equal((2, Count * 2), (cluster.Count(Opcode.Prepare), cluster.Count(Opcode.Execute)));
    }

    [Fact]
    public async Task Those_who_hear_late_that_it_was_forgotten_do_not_tell_it_again()
    {
        // Half of them hear of it at once, the others when it was told again and the first half is done.
        const int Count = 20;
        var executes = new List<FakeCall>();
        await using var cluster = new FakeCluster(1, async call =>
        {
            if (call.Opcode != Opcode.Execute)
                return false;
            executes.Add(call);
            if (executes.Count == Count)
                await call.Peer.SendAsync([.. executes.Take(Count / 2).Select(Forgotten)]);
            if (executes.Count == Count + (Count / 2))
                await call.Peer.SendAsync([.. executes.Skip(Count / 2).Take(Count / 2).Select(Forgotten)]);
            return executes.Count <= Count;
        });
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Write);

        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => ExecuteAsync(session, prepared, number)));
        Assert.Equal((2, Count * 2), (cluster.Count(Opcode.Prepare), cluster.Count(Opcode.Execute)));
    }

    [Fact]
    public async Task A_node_that_forgets_again_is_told_again()
    {
        var executes = 0;
        await using var cluster = new FakeCluster(1, Forgetting(() => Interlocked.Increment(ref executes) % 2 == 1));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Write);

        for (var number = 0; number < 5; number++)
            await ExecuteAsync(session, prepared, number);
        Assert.Equal((6, 10), (cluster.Count(Opcode.Prepare), cluster.Count(Opcode.Execute)));
    }

    [Fact]
    public async Task A_node_that_has_forgotten_a_batch_is_told_each_statement_of_it()
    {
        var forgets = 1;
        await using var cluster = new FakeCluster(1, Forgetting(() => Interlocked.Exchange(ref forgets, 0) == 1));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Write);

        using var batch = new BatchStatement().Add(prepared.Bind().Set(0, 1)).Add(prepared.Bind().Set(0, 2));
        (await session.ExecuteAsync(batch)).Dispose();
        Assert.Equal((2, 2), (cluster.Count(Opcode.Prepare), cluster.Count(Opcode.Batch)));
    }

    [Fact]
    public async Task A_node_that_gives_another_id_to_the_same_statement_is_not_trusted()
    {
        var prepares = 0;
        await using var cluster = new FakeCluster(1, async call =>
        {
            if (call.Opcode == Opcode.Execute)
                await call.AnswerAsync(Forgotten(call));
            else if (Interlocked.Increment(ref prepares) > 1)
                await call.AnswerAsync(FakeAnswer.Prepared(call.Stream, [9], FakeCluster.ResultId, [FakeColumn.Int("id", 0)], []));
            else
                return false;
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Write);

        var failed = await Assert.ThrowsAnyAsync<CqlException>(() => ExecuteAsync(session, prepared, 1));
        Assert.Contains("another id", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_cannot_be_told_again_leaves_it_to_the_next_for_nothing_was_done()
    {
        FakeNode? forgetful = null;
        await using var cluster = new FakeCluster(2, async call =>
        {
            if (call.Opcode == Opcode.Execute && (forgetful is null || forgetful == call.Node))
            {
                forgetful = call.Node;
                await call.AnswerAsync(Forgotten(call));
                return true;
            }

            // It goes while it is told.
            if (call.Opcode != Opcode.Prepare || forgetful != call.Node)
                return false;
            call.Peer.Reset();
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Write);

        await ExecuteAsync(session, prepared, 1);
        Assert.Equal(2, cluster.Count(Opcode.Execute));
    }

    private static async Task ExecuteAsync(CqlSession session, PreparedStatement prepared, int id)
    {
        using var bound = prepared.Bind().Set(0, id);
        using var rows = await session.ExecuteAsync(bound);
    }

    private static FakeAnswer Forgotten(FakeCall call) => FakeAnswer.Unprepared(call.Stream, FakeCluster.StatementId);

    private static Func<FakeCall, Task<bool>> Forgetting(Func<bool> forgets) => async call =>
    {
        if (call.Opcode is not (Opcode.Execute or Opcode.Batch) || !forgets())
            return false;
        await call.AnswerAsync(Forgotten(call));
        return true;
    };
}
