using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Cassandra;
using Orleans.Providers;

[assembly: RegisterProvider("Cassandra", "Reminders", "Silo", typeof(Orleans.Hosting.CassandraRemindersProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies the section <c>Orleans:Reminders</c> when its <c>ProviderType</c> is <c>Cassandra</c>.</summary>
internal sealed class CassandraRemindersProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.UseCassandraReminderService(options => options.Configure<IServiceProvider>(
            (values, services) => values.BindConnection(configurationSection, services)));
}
