using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Orleans.Clustering.Cassandra.Tests.Readme;

/// <summary>The program of the package's README, between the markers.</summary>
internal static class ReadmeProgram
{
    internal static async Task RunAsync(string contactPoint, int siloPort, int gatewayPort, TextWriter output)
    {
        // <program>
        using var host = new HostBuilder().UseOrleans(silo => silo
            .ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort)
            .UseCassandraClustering(options =>
            {
                options.ContactPoints.Add(contactPoint); // 127.0.0.1
                options.Schema = CassandraSchemaMode.Create; // makes keyspace and tables: for development
            })).Build();
        await host.StartAsync();
        var members = host.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.Members;
        await output.WriteLineAsync($"{members.Values.Count(member => member.Status == SiloStatus.Active)} active");
        await host.StopAsync();
        // </program>
    }
}
