using Cql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Orleans.Cassandra;

/// <summary>What every provider on Cassandra adds to its host.</summary>
internal static class CassandraServices
{
    /// <summary>Adds <see cref="CassandraStores"/> and <see cref="CassandraSchemaManager"/> once, and the provider's schema to what the latter knows.</summary>
    public static IServiceCollection AddCassandra(
        this IServiceCollection services, CassandraSchema schema, Func<IServiceProvider, CassandraConnectionOptions> options)
    {
        services.TryAddSingleton(provider => new CassandraStores(TimeOf(provider), provider.GetRequiredService<ILoggerFactory>()));
        services.TryAddSingleton(provider => new CassandraSchemaManager(
            provider,
            provider.GetServices<CassandraSchemaUse>(),
            provider.GetRequiredService<CassandraStores>(),
            TimeOf(provider),
            provider.GetRequiredService<ILoggerFactory>()));

        // A grain's caller elsewhere is told why the store failed: what has no place in Orleans' answers would make them unreadable.
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.UnionWith([typeof(CqlException).Namespace!, typeof(CassandraSchemaException).Namespace!]));
        return services.AddSingleton(new CassandraSchemaUse(schema, options));
    }

    /// <summary>The host's clock.</summary>
    internal static TimeProvider TimeOf(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;
}
