using Cql.Tests.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cql.Tests.Hosting;

public sealed class CqlSessionServicesTests
{
    private const string Write = "UPDATE orders SET total = 1 WHERE id = 1";

    [Fact]
    public async Task Whatever_starts_with_the_host_finds_the_session_open()
    {
        await using var cluster = new FakeCluster(2);
        var isOpen = false;
        using var host = new HostBuilder().ConfigureServices(services => services
            .AddHostedService(provider => new Starting(() => isOpen = cluster.Nodes.All(node => node.Connections > 0) && provider.GetRequiredService<CqlSession>() is not null))
            .AddCqlSession(options => options.ContactPoints.Add($"{cluster.Nodes[0].EndPoint}"))).Build();

        await host.StartAsync();
        Assert.True(isOpen);
        using (await host.Services.GetRequiredService<CqlSession>().ExecuteAsync(Write))
            Assert.Single(cluster.Calls);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_without_a_cluster_does_not_start_and_says_why()
    {
        using var host = new HostBuilder().ConfigureServices(services => services.AddCqlSession(options => options.ContactPoints.Add("127.0.0.1:1"))).Build();
        Assert.Contains("127.0.0.1:1", (await Assert.ThrowsAsync<CqlNoNodeException>(() => host.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_options_that_make_no_sense_does_not_start_and_says_why()
    {
        using var host = new HostBuilder().ConfigureServices(services => services.AddCqlSession(Section(("PageSize", "-1"), ("ContactPoints", "h")))).Build();
        Assert.Contains("PageSize", (await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_host_the_first_use_connects()
    {
        await using var cluster = new FakeCluster(1);
        await using var services = new ServiceCollection().AddCqlSession(Section(("ContactPoints", $"{cluster.Nodes[0].EndPoint}"))).BuildServiceProvider();
        var session = services.GetRequiredService<CqlSession>();
        Assert.Equal(0, cluster.Nodes[0].Connections);

        var prepared = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => session.PrepareAsync(Write)));
        Assert.Single(prepared.Distinct());
        Assert.Equal(2, cluster.Nodes[0].Connections);
    }

    [Fact]
    public async Task A_use_that_could_not_connect_takes_nothing_from_the_next()
    {
        await using var cluster = new FakeCluster(1);
        cluster.Nodes[0].IsAway = true;
        await using var services = new ServiceCollection().AddCqlSession(options => options.ContactPoints.Add($"{cluster.Nodes[0].EndPoint}")).BuildServiceProvider();
        var session = services.GetRequiredService<CqlSession>();

        await Assert.ThrowsAsync<CqlNoNodeException>(async () => await session.ExecuteAsync(Write));
        cluster.Nodes[0].IsAway = false;
        using var rows = await session.ExecuteAsync(Write);
        Assert.Single(cluster.Calls);
    }

    [Fact]
    public async Task One_who_does_not_want_to_wait_takes_the_connection_from_nobody()
    {
        await using var cluster = new FakeCluster(1);
        await using var services = new ServiceCollection().AddCqlSession(options => options.ContactPoints.Add($"{cluster.Nodes[0].EndPoint}")).BuildServiceProvider();
        var session = services.GetRequiredService<CqlSession>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.ExecuteAsync(Write, new CancellationToken(canceled: true)));
        using var rows = await session.ExecuteAsync(Write);
    }

    [Fact]
    public async Task Sessions_stand_side_by_side_by_their_names()
    {
        await using var one = new FakeCluster(1);
        await using var other = new FakeCluster(1);
        await using var services = new ServiceCollection()
            .AddKeyedCqlSession("one", options => options.ContactPoints.Add($"{one.Nodes[0].EndPoint}"))
            .AddKeyedCqlSession("other", Section(("ContactPoints", $"{other.Nodes[0].EndPoint}")))
            .BuildServiceProvider();

        using (await services.GetRequiredKeyedService<CqlSession>("one").ExecuteAsync(Write))
        using (await services.GetRequiredKeyedService<CqlSession>("other").ExecuteAsync(Write))
            Assert.Equal((1, 1), (one.Calls.Count, other.Calls.Count));
        Assert.Null(services.GetService<CqlSession>());
    }

    [Fact]
    public async Task A_second_call_configures_the_same_session_further()
    {
        await using var cluster = new FakeCluster(1);
        await using var services = new ServiceCollection()
            .AddCqlSession(options => options.ContactPoints.Add($"{cluster.Nodes[0].EndPoint}"))
            .AddCqlSession(options => options.ConnectionsPerNode = 3)
            .BuildServiceProvider();

        await Assert.Single(services.GetServices<IHostedService>().OfType<IHostedLifecycleService>()).StartingAsync(CancellationToken.None);
        await Connections.Connecting.UntilAsync(() => cluster.Nodes[0].Connections == 4);
        Assert.Single(services.GetServices<CqlSession>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_ends_with_its_services(bool waits)
    {
        await using var cluster = new FakeCluster(1);
        var services = new ServiceCollection().AddCqlSession(options => options.ContactPoints.Add($"{cluster.Nodes[0].EndPoint}")).BuildServiceProvider();
        var session = services.GetRequiredService<CqlSession>();
        (await session.ExecuteAsync(Write)).Dispose();

        if (waits)
            await services.DisposeAsync();
        else
            ((IDisposable)services).Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await session.ExecuteAsync(Write));
        await Connections.Connecting.UntilAsync(() => cluster.Nodes[0].OpenConnections == 0);
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Cassandra:{pair.Key}", (string?)pair.Value)))
        .Build()
        .GetSection("Cassandra");

    private sealed class Starting(Action onStart) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            onStart();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
