using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cql.Tests.Servers;

[Collection<ThreeNodes>]
public sealed class HealthTests(ThreeNodes nodes) : ServerTests(nodes)
{
    [Fact]
    public async Task A_node_that_hangs_degrades_the_cluster_until_it_goes_on()
    {
        var services = new ServiceCollection().AddLogging().AddCqlSession(options =>
        {
            foreach (var node in Cluster.Nodes)
                options.ContactPoints.Add($"{node}");
        });
        services.AddHealthChecks().AddCql();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<CqlSession>().OpenAsync(CancellationToken.None);
        var health = provider.GetRequiredService<HealthCheckService>();

        await UntilAsync(health, HealthStatus.Healthy, "3 of 3");
        await Cluster.PauseAsync(3);
        await UntilAsync(health, HealthStatus.Degraded, "2 of 3");
        await Cluster.ResumeAsync(3);
        await UntilAsync(health, HealthStatus.Healthy, "3 of 3");
    }

    private static async Task UntilAsync(HealthCheckService health, HealthStatus status, string nodes)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var report = (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["cassandra"];
            if (report.Status == status && report.Data.TryGetValue("dc1", out var told) && Equals(told, nodes))
                return;
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(60), $"{report.Status}: {report.Description}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }
    }
}
