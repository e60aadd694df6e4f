using Cql;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Storage;

/// <summary>What an activation and a commit cost: requests, as the server counts them.</summary>
[Collection(nameof(OneNode))]
public sealed class CostTests(OneNode node)
{
    private const int Times = 100;

    // Signs of life, and the entry in the registry.
    private const int Others = 10;

    private static readonly EntityKey Key = new("thing", "1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_is_one_request_with_events_or_without() => await CountAsync(async test =>
    {
        var writer = new EntityWriter(test.Store.Entities, Key);
        for (var i = 0; i < Times / 2; i++)
        {
            await writer.WriteAsync("a head", [EntityWriter.Row("lines", $"{i}", "a line")]);
            await writer.WriteAsync("a head", events: [EntityWriter.Event("1"), EntityWriter.Event("2")], unfinished: i % 2 == 0);
        }
    });

    [Fact]
    public async Task An_activation_is_one_request() => await CountAsync(async test =>
    {
        for (var i = 0; i < Times; i++)
            await test.Store.Entities.OpenAsync(Key, Token);
    });

    [Fact]
    public async Task Reading_rows_is_one_request_however_many_they_are() => await CountAsync(async test =>
    {
        var rows = Enumerable.Range(0, 20).Select(i => new RowKey(i % 2 == 0 ? "lines" : "keys", $"{i}")).ToList();
        for (var i = 0; i < Times; i++)
            await test.Store.Entities.ReadRowsAsync(Key, rows, Token);
    });

    private async Task CountAsync(Func<TestStore, Task> act)
    {
        var cluster = await node.StartedOrSkipAsync();
        await using var session = await CqlSession.ConnectAsync($"{cluster.Nodes[0]}", Token);
        var strangers = await RequestsAsync(session);
        await using var test = await TestStore.OpenAsync(cluster);
        var before = await RequestsAsync(session);
        await act(test);
        var after = await RequestsAsync(session);

        var requests = after.Where(client => !strangers.ContainsKey(client.Key)).Sum(client => client.Value - before.GetValueOrDefault(client.Key));
        Assert.InRange(requests, Times, Times + Others);
    }

    private static async Task<Dictionary<int, long>> RequestsAsync(CqlSession session)
    {
        var clients = await session.QueryAsync<Client>(new SimpleStatement("SELECT port, request_count FROM system_views.clients") { Consistency = Consistency.One }, Token).ToListAsync(Token);
        return clients.ToDictionary(client => client.Port, client => client.RequestCount);
    }

    private sealed record Client(int Port, long RequestCount);
}
