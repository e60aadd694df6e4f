namespace Cql.Tests.Servers;

/// <summary>What statements say of their writes, and what a server makes of it.</summary>
[Collection<ThreeNodes>]
public sealed class WriteTests(ThreeNodes nodes) : ServerTests(nodes)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_has_the_timestamp_that_its_statement_says()
    {
        await using var session = await ConnectAsync();
        await ChangeAsync(session, "CREATE TABLE IF NOT EXISTS writes.stamped (k int PRIMARY KEY, v int)");
        var insert = await session.PrepareAsync("INSERT INTO writes.stamped (k, v) VALUES (?, 1)", cancellationToken: Token);

        (await session.ExecuteAsync(new SimpleStatement("INSERT INTO writes.stamped (k, v) VALUES (1, 1)") { Timestamp = 1_001 }, Token)).Dispose();
        using (var bound = insert.Bind().Set(0, 2))
        {
            bound.Timestamp = 1_002;
            (await session.ExecuteAsync(bound, Token)).Dispose();
        }

        using (var batch = new BatchStatement(BatchKind.Unlogged) { Timestamp = 1_003 }.Add(insert.Bind().Set(0, 3)))
            (await session.ExecuteAsync(batch, Token)).Dispose();

        var written = await session.QueryAsync<(int, long)>(new SimpleStatement("SELECT k, WRITETIME(v) FROM writes.stamped"), Token).ToListAsync(Token);
        Assert.Equal([(1, 1_001L), (2, 1_002L), (3, 1_003L)], written.Order());

        // One that was written before it by the clock of its writer does not count, though it comes later.
        (await session.ExecuteAsync(new SimpleStatement("INSERT INTO writes.stamped (k, v) VALUES (1, 2)") { Timestamp = 1_000 }, Token)).Dispose();
        using var rows = await session.ExecuteAsync("SELECT v FROM writes.stamped WHERE k = 1", Token);
        Assert.Equal(1, rows.FirstOrDefault<int>());
    }

    [Fact]
    public async Task Counters_count_by_one_statement_and_by_a_batch_of_their_own_kind()
    {
        await using var session = await ConnectAsync();
        await ChangeAsync(session, "CREATE TABLE IF NOT EXISTS writes.counted (k int PRIMARY KEY, n counter)");
        var add = await session.PrepareAsync("UPDATE writes.counted SET n = n + ? WHERE k = ?", cancellationToken: Token);

        using (var bound = add.Bind().Set(0, 5L).Set(1, 1))
            (await session.ExecuteAsync(bound, Token)).Dispose();
        using (var batch = new BatchStatement(BatchKind.Counter).Add(add.Bind().Set(0, 2L).Set(1, 1)).Add(add.Bind().Set(0, -3L).Set(1, 2)))
            (await session.ExecuteAsync(batch, Token)).Dispose();

        var counted = await session.QueryAsync<(int, long)>(new SimpleStatement("SELECT k, n FROM writes.counted"), Token).ToListAsync(Token);
        Assert.Equal([(1, 7L), (2, -3L)], counted.Order());

        using var plain = new BatchStatement().Add(add.Bind().Set(0, 1L).Set(1, 1));
        var refused = await Assert.ThrowsAsync<CqlInvalidRequestException>(async () => await session.ExecuteAsync(plain, Token));
        Assert.Equal(RequestOutcome.Refused, refused.Outcome);
    }

    private static async Task ChangeAsync(CqlSession session, string cql)
    {
        (await session.ExecuteAsync("CREATE KEYSPACE IF NOT EXISTS writes WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}", Token)).Dispose();
        (await session.ExecuteAsync(cql, Token)).Dispose();
    }
}
