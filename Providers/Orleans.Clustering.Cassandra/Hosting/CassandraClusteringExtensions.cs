using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Clustering.Cassandra;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Orleans.Hosting;

/// <summary>Keeps the members of a cluster in Cassandra.</summary>
public static class CassandraClusteringExtensions
{
    /// <summary>Keeps the members of this silo's cluster in Cassandra.</summary>
    public static ISiloBuilder UseCassandraClustering(this ISiloBuilder builder, Action<CassandraClusteringOptions> configure) =>
        builder.UseCassandraClustering(options => options.Configure(configure));

    /// <inheritdoc cref="UseCassandraClustering(ISiloBuilder, Action{CassandraClusteringOptions})"/>
    public static ISiloBuilder UseCassandraClustering(this ISiloBuilder builder, Action<OptionsBuilder<CassandraClusteringOptions>> configure)
    {
        AddShared(builder.Services, configure);
        builder.Services.TryAddSingleton(services => new MembershipMetrics(CassandraServices.TimeOf(services)));
        builder.Services.AddSingleton<IMembershipTable>(services => new CassandraMembershipTable(
            services.GetRequiredService<IOptions<ClusterOptions>>().Value,
            OpenOf(services),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<MembershipMetrics>(),
            services.GetRequiredService<ILogger<CassandraMembershipTable>>()));
        return builder;
    }

    /// <summary>Finds the silos of a cluster whose members are in Cassandra.</summary>
    public static IClientBuilder UseCassandraClustering(this IClientBuilder builder, Action<CassandraClusteringOptions> configure) =>
        builder.UseCassandraClustering(options => options.Configure(configure));

    /// <inheritdoc cref="UseCassandraClustering(IClientBuilder, Action{CassandraClusteringOptions})"/>
    public static IClientBuilder UseCassandraClustering(this IClientBuilder builder, Action<OptionsBuilder<CassandraClusteringOptions>> configure)
    {
        AddShared(builder.Services, configure);
        builder.Services.AddSingleton<IGatewayListProvider>(services => new CassandraGatewayListProvider(
            services.GetRequiredService<IOptions<ClusterOptions>>().Value,
            services.GetRequiredService<IOptions<GatewayOptions>>().Value,
            OpenOf(services),
            services.GetRequiredService<ILogger<CassandraGatewayListProvider>>()));
        return builder;
    }

    private static void AddShared(IServiceCollection services, Action<OptionsBuilder<CassandraClusteringOptions>> configure)
    {
        configure(services.AddOptions<CassandraClusteringOptions>());
        services.AddTransient<IConfigurationValidator, CassandraClusteringOptionsValidator>();
        services.AddCassandra(ClusteringSchema.Schema, OptionsOf);
    }

    private static Func<CancellationToken, Task<CassandraStore>> OpenOf(IServiceProvider services) =>
        cancellationToken => services.GetRequiredService<CassandraStores>().OpenAsync(OptionsOf(services), ClusteringSchema.Schema, cancellationToken);

    private static CassandraClusteringOptions OptionsOf(IServiceProvider services) => services.GetRequiredService<IOptions<CassandraClusteringOptions>>().Value;
}
