using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Persistence.Cassandra.Tests.Silos;

namespace Orleans.Persistence.Cassandra.Tests.Readme;

/// <summary>The program of the package's README, between the markers.</summary>
internal static class ReadmeProgram
{
    internal static async Task RunAsync(string contactPoint, int siloPort, int gatewayPort, TextWriter output)
    {
        // <program>
        using var host = new HostBuilder().UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .AddCassandraGrainStorageAsDefault(options =>
            {
                options.ContactPoints.Add(contactPoint); // 127.0.0.1
                options.Schema = CassandraSchemaMode.Create; // makes keyspace and table: for development
            })).Build();
        await host.StartAsync();
        var counter = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICounter>("visits");
        await output.WriteLineAsync($"{await counter.AddAsync(1)} visits"); // one more at each start
        await host.StopAsync();
        // </program>
    }
}
