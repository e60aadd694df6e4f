using Marketplace.Tests.Shared;

namespace Cql.Tests.Servers;

/// <summary>Tests on a cluster that their collection shares.</summary>
public abstract class ServerTests(CassandraFixture fixture) : IAsyncLifetime
{
    private CassandraCluster? _cluster;

    protected CassandraCluster Cluster => _cluster!;

    public virtual async ValueTask InitializeAsync() => _cluster = await fixture.StartedOrSkipAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Connects with every node as a contact point.</summary>
    protected Task<CqlSession> ConnectAsync(Action<CqlOptions>? configure = null)
    {
        var options = new CqlOptions();
        foreach (var node in Cluster.Nodes)
            options.ContactPoints.Add(node.ToString());
        configure?.Invoke(options);
        return CqlSession.ConnectAsync(options, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>How many requests a node got on the connections that it has now.</summary>
    protected async Task<long> RequestsAtAsync(int node)
    {
        await using var connection = await DirectConnection.OpenAsync(Cluster.Nodes[node - 1]);
        using var rows = await connection.QueryAsync("SELECT request_count FROM system_views.clients");
        var sum = 0L;
        for (var row = rows.GetReader(); row.Read();)
            sum += row.Get<long>(0);
        return sum;
    }

    /// <summary>Waits until a node gets requests again.</summary>
    protected async Task UsedAgainAsync(int node, TimeSpan within)
    {
        const int Enough = 100;
        var start = TimeProvider.System.GetTimestamp();
        var before = await RequestsAtAsync(node);
        while (await RequestsAtAsync(node) < before + Enough)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < within, $"Node {node} is not used again after {within}.");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }
}
