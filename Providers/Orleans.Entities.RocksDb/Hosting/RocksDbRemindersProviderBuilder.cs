using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;

[assembly: RegisterProvider("RocksDb", "Reminders", "Silo", typeof(Orleans.Hosting.RocksDbRemindersProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies the section <c>Orleans:Reminders</c> when its <c>ProviderType</c> is <c>RocksDb</c>.</summary>
internal sealed class RocksDbRemindersProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.UseRocksDbReminderService(options => options.Bind(configurationSection));
}
