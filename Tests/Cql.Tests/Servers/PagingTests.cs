namespace Cql.Tests.Servers;

/// <summary>A partition that is read in pages of four rows.</summary>
[Collection<ThreeNodes>]
public sealed class PagingTests(ThreeNodes nodes) : ServerTests(nodes)
{
    private const int Rows = 25;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prepared_statement_is_read_whole_again_after_a_reading_that_stopped_and_within_another()
    {
        await using var session = await ConnectAsync();
        await MakeAsync(session);
        var select = await session.PrepareAsync("SELECT n FROM paging.numbers WHERE k = ?", cancellationToken: Token);
        using var bound = select.Bind().Set(0, 1);
        bound.PageSize = 4;

        Assert.Equal(Enumerable.Range(0, 9), await session.QueryAsync<int>(bound, Token).Take(9).ToListAsync(Token));
        var outer = new List<int>();
        await foreach (var number in session.QueryAsync<int>(bound, Token))
        {
            outer.Add(number);
            if (number % 10 == 0)
                Assert.Equal(Enumerable.Range(0, Rows), await session.QueryAsync<int>(bound, Token).ToListAsync(Token));
        }

        Assert.Equal(Enumerable.Range(0, Rows), outer);
    }

    private static async Task MakeAsync(CqlSession session)
    {
        (await session.ExecuteAsync("CREATE KEYSPACE IF NOT EXISTS paging WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}", Token)).Dispose();
        (await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS paging.numbers (k int, n int, PRIMARY KEY (k, n))", Token)).Dispose();
        var insert = await session.PrepareAsync("INSERT INTO paging.numbers (k, n) VALUES (1, ?)", isIdempotent: true, Token);
        for (var number = 0; number < Rows; number++)
        {
            using var bound = insert.Bind().Set(0, number);
            (await session.ExecuteAsync(bound, Token)).Dispose();
        }
    }
}
