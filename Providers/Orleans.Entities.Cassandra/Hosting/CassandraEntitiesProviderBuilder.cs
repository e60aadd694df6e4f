using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Cassandra;
using Orleans.Providers;

[assembly: RegisterProvider("Cassandra", "Entities", "Silo", typeof(Orleans.Hosting.CassandraEntitiesProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies the section <c>Orleans:Entities</c> when its <c>ProviderType</c> is <c>Cassandra</c>.</summary>
internal sealed class CassandraEntitiesProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddCassandraEntities(options => options.Configure<IServiceProvider>((settings, services) =>
        {
            settings.BindConnection(configurationSection, services);
            settings.Service = configurationSection[nameof(settings.Service)] ?? settings.Service;
            settings.LogFolder = configurationSection[nameof(settings.LogFolder)] ?? settings.LogFolder;
            settings.LeaveAfter = configurationSection.GetValue(nameof(settings.LeaveAfter), settings.LeaveAfter);
            settings.ScanPageSize = configurationSection.GetValue(nameof(settings.ScanPageSize), settings.ScanPageSize);
        }));
}
