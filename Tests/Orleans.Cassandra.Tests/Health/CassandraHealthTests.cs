using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orleans.Cassandra.Tests.Health;

public sealed class CassandraHealthTests(OneNode node) : IClassFixture<OneNode>
{
    private static readonly CassandraSchema Schema = new("things", ["CREATE TABLE IF NOT EXISTS {keyspace}.things (id int PRIMARY KEY)"]);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_is_healthy_while_a_quorum_answers_and_says_which_keyspace_has_none()
    {
        var cluster = await node.StartedOrSkipAsync();
        var keyspace = OneNode.NewKeyspace();
        await using var services = Services(cluster.Nodes[0].ToString(), keyspace);
        await services.GetRequiredService<CassandraSchemaManager>().ApplyAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);

        await cluster.PauseAsync(1);
        var report = await UntilAsync(services, HealthStatus.Unhealthy);
        Assert.Contains($"keyspace '{keyspace}' at LocalQuorum", Assert.Single(report.Entries).Value.Description, StringComparison.Ordinal);

        await cluster.ResumeAsync(1);
        await UntilAsync(services, HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_host_without_a_provider_on_Cassandra_is_healthy()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddHealthChecks().AddOrleansCassandra();
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(provider)).Status);
    }

    private static ServiceProvider Services(string contactPoint, string keyspace)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddCassandra(Schema, _ => new TestOptions { Keyspace = keyspace, ContactPoints = { contactPoint } });
        services.AddHealthChecks().AddOrleansCassandra();
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReport> UntilAsync(ServiceProvider services, HealthStatus status)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var report = await CheckAsync(services);
            if (report.Status == status)
                return report;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"It is {report.Status}, and not {status}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    private static Task<HealthReport> CheckAsync(ServiceProvider services)
        => services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
}
