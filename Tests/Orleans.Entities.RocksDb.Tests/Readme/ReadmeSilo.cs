using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.Entities.RocksDb.Tests.Readme;

/// <summary>The silo of the package's README, between the markers.</summary>
internal static class ReadmeSilo
{
    internal static async Task RunAsync(string[] args, string folder, int siloPort, int gatewayPort, TextWriter output)
    {
        // <program>
        var builder = Host.CreateApplicationBuilder(args);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .AddRocksDbGrainStorageAsDefault(options => options.Folder = folder)
            .UseRocksDbReminderService());
        using var host = builder.Build();
        await host.StartAsync();
        var plant = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPlantGrain>("fern");
        await output.WriteLineAsync($"watered {await plant.WaterAsync()} times"); // it is on the disk
        await host.StopAsync();
        // </program>
    }
}
