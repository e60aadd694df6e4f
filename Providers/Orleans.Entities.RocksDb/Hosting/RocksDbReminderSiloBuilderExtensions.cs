using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;

namespace Orleans.Hosting;

/// <summary>Keeps reminders in a folder of RocksDB files.</summary>
public static class RocksDbReminderSiloBuilderExtensions
{
    /// <summary>Keeps reminders in the silo's folder, beside the entities if it has any.</summary>
    public static ISiloBuilder UseRocksDbReminderService(this ISiloBuilder builder, Action<RocksDbReminderTableOptions>? configure = null) =>
        builder.UseRocksDbReminderService(options => options.Configure(configure ?? (_ => { })));

    /// <summary>Keeps reminders in the silo's folder, beside the entities if it has any.</summary>
    public static ISiloBuilder UseRocksDbReminderService(
        this ISiloBuilder builder, Action<OptionsBuilder<RocksDbReminderTableOptions>> configure)
    {
        var services = builder.Services;
        services.AddReminders();
        configure(services.AddOptions<RocksDbReminderTableOptions>());
        services.AddSharedFolder<RocksDbReminderTableOptions>("Orleans:Reminders", Options.DefaultName, options => options.Folder);
        services.TryAddSingleton<IReminderTable>(provider => new RocksDbReminderTable(
            provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId,
            provider.GetRequiredService<RocksDbEntityStore>(),
            provider.GetRequiredService<ILogger<RocksDbReminderTable>>()));
        return builder;
    }
}
