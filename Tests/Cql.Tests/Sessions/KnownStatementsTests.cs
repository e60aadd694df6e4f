using Cql.Protocol;
using Cql.Sessions;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

public sealed class KnownStatementsTests
{
    private readonly KnownStatements _known = new(room: 3);

    [Fact]
    public void What_was_asked_for_longest_ago_makes_room()
    {
        var kept = Add("a");
        _ = Add("b");
        _ = Add("c");
        Assert.Same(kept, _known.GetOrAdd(Statement("a"), out _));

        _ = Add("d");
        Assert.Equal(1, _known.Forgotten);
        Assert.All(["a", "c", "d"], cql => Assert.True(IsKnown(cql), cql));
        Assert.False(IsKnown("b"));
    }

    [Fact]
    public void What_failed_makes_room_and_not_what_took_its_place()
    {
        var failed = Add("a");
        _known.Remove(Statement("a"), failed);
        var second = Add("a");
        _known.Remove(Statement("a"), failed);
        Assert.Same(second, _known.GetOrAdd(Statement("a"), out _));

        _ = Add("b");
        _ = Add("c");
        Assert.Equal(0, _known.Forgotten);
    }

    [Fact]
    public async Task A_session_forgets_the_oldest_of_very_many_and_whoever_has_it_goes_on_with_it_on_nodes_that_forget_it_too()
    {
        var forgets = 0;
        var logger = new RecordingLogger();
        await using var cluster = new FakeCluster(1, async call =>
        {
            if (call.Opcode != Opcode.Execute || Interlocked.Exchange(ref forgets, 0) == 0)
                return false;
            await call.AnswerAsync(FakeAnswer.Unprepared(call.Stream, FakeCluster.StatementId));
            return true;
        });
        var options = new CqlOptions { ContactPoints = { $"{cluster.Nodes[0].EndPoint}" } };
        await using var session = await CqlSession.ConnectAsync(options, logger, cancellationToken: TestContext.Current.CancellationToken);

        var oldest = await PrepareAsync(0);
        for (var number = 1; number < PreparedStatements.Room; number++)
            await PrepareAsync(number);
        Assert.Same(oldest, await PrepareAsync(0));
        Assert.DoesNotContain(logger.Messages, IsOfRoom);

        var second = await PrepareAsync(1);
        for (var number = 0; number < PreparedStatements.Room; number++)
            await PrepareAsync(PreparedStatements.Room + number);
        Assert.Single(logger.Messages, IsOfRoom);
        Assert.NotSame(second, await PrepareAsync(1));

        Volatile.Write(ref forgets, 1);
        var prepared = cluster.Count(Opcode.Prepare);
        using (var bound = oldest.Bind().Set(0, 7))
            (await session.ExecuteAsync(bound, TestContext.Current.CancellationToken)).Dispose();
        Assert.Equal(prepared + 1, cluster.Count(Opcode.Prepare));

        Task<PreparedStatement> PrepareAsync(int number)
            => session.PrepareAsync($"UPDATE orders SET total = {number} WHERE id = ?", cancellationToken: TestContext.Current.CancellationToken);

        static bool IsOfRoom(string message) => message.Contains("More than 1000 statements", StringComparison.Ordinal);
    }

    private static StatementToPrepare Statement(string cql) => new(cql, null, false);

    private Task<PreparedStatement> Add(string cql)
    {
        var added = _known.GetOrAdd(Statement(cql), out var mine);
        Assert.NotNull(mine);
        return added;
    }

    private bool IsKnown(string cql)
    {
        _ = _known.GetOrAdd(Statement(cql), out var mine);
        return mine is null;
    }
}
