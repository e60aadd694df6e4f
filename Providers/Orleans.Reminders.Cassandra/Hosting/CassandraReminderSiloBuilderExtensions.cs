using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Reminders.Cassandra;

namespace Orleans.Hosting;

/// <summary>Keeps reminders in Cassandra.</summary>
public static class CassandraReminderSiloBuilderExtensions
{
    /// <summary>Keeps reminders in Cassandra.</summary>
    public static ISiloBuilder UseCassandraReminderService(this ISiloBuilder builder, Action<CassandraReminderTableOptions> configure) =>
        builder.UseCassandraReminderService(options => options.Configure(configure));

    /// <summary>Keeps reminders in Cassandra.</summary>
    public static ISiloBuilder UseCassandraReminderService(this ISiloBuilder builder, Action<OptionsBuilder<CassandraReminderTableOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddReminders();
        configure(services.AddOptions<CassandraReminderTableOptions>());
        services.ConfigureFormatter<CassandraReminderTableOptions>();
        services.AddTransient<IConfigurationValidator, CassandraReminderTableOptionsValidator>();
        services.AddCassandra(ReminderSchema.Instance, OptionsOf);
        services.TryAddSingleton(provider => new ReminderMetrics(CassandraServices.TimeOf(provider)));
        services.TryAddSingleton<IReminderTable>(Create);
        return builder;
    }

    private static CassandraReminderTableOptions OptionsOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<CassandraReminderTableOptions>>().Value;

    private static CassandraReminderTable Create(IServiceProvider services)
    {
        var (options, stores) = (OptionsOf(services), services.GetRequiredService<CassandraStores>());
        var service = services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;
        var logger = services.GetRequiredService<ILogger<CassandraReminderTable>>();
        var metrics = services.GetRequiredService<ReminderMetrics>();
        return new CassandraReminderTable(
            async cancellationToken => await CassandraReminderRows.OpenAsync(
                await stores.OpenAsync(options, ReminderSchema.Instance, cancellationToken), service, metrics, logger, cancellationToken),
            CassandraServices.TimeOf(services),
            metrics,
            logger);
    }
}
