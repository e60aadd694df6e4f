using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Reminders.Cassandra.Tests.Silos;

namespace Orleans.Reminders.Cassandra.Tests.Readme;

/// <summary>The program of the package's README, between the markers.</summary>
internal static class ReadmeProgram
{
    internal static async Task RunAsync(string contactPoint, int siloPort, int gatewayPort, TextWriter output)
    {
        // <program>
        using var host = new HostBuilder().UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .UseCassandraReminderService(options =>
            {
                options.ContactPoints.Add(contactPoint); // 127.0.0.1
                options.Schema = CassandraSchemaMode.Create; // makes keyspace and table: for development
            })).Build();
        await host.StartAsync();
        var alarm = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAlarm>("bedroom");
        await alarm.SetAsync("wake up"); // this.RegisterOrUpdateReminder(name, dueTime, period), in the grain
        await output.WriteLineAsync(string.Join(", ", await alarm.NamesAsync())); // wake up
        await host.StopAsync();
        // </program>
    }
}
