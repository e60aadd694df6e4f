using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;

[assembly: RegisterProvider("RocksDb", "Entities", "Silo", typeof(Orleans.Hosting.RocksDbEntitiesProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies the section <c>Orleans:Entities</c> when its <c>ProviderType</c> is <c>RocksDb</c>.</summary>
internal sealed class RocksDbEntitiesProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddRocksDbEntities(options => options.Bind(configurationSection));
}
