using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.RocksDb;

namespace Orleans.Hosting;

/// <summary>Keeps a log of events in a folder of RocksDB files, for entities that are kept elsewhere.</summary>
public static class RocksDbEventLogSiloBuilderExtensions
{
    /// <summary>
    /// Registers the log: <see cref="IEventLog"/> for readers, <see cref="IEventAppender"/> for the store whose events it takes. One silo owns
    /// the folder, opens it first of all and closes it last.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">The folder, and how it is kept. Not one that entities are kept in.</param>
    public static ISiloBuilder AddRocksDbEventLog(this ISiloBuilder builder, Action<OptionsBuilder<RocksDbEntityOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Services.AddRocksDbStore());
        builder.Services.AddSingleton(provider => provider.GetRequiredService<RocksDbEntityStore>().Log);
        builder.Services.AddSingleton(provider => provider.GetRequiredService<RocksDbEntityStore>().Appender);
        builder.Services.AddSingleton<IMovableLog, RocksDbMovableLog>();
        return builder;
    }
}
