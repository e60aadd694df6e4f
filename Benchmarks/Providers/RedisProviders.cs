using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Marketplace.Benchmarks.Providers;

/// <summary>Orleans' own for Redis; named by a connection string.</summary>
internal sealed class RedisProviders(string connectionString) : IProviders
{
    public string Name => "Redis";

    public bool IsOurs => false;

    public void AddTo(ISiloBuilder silo) => silo
        .AddRedisGrainStorageAsDefault(options => options.ConfigurationOptions = ConfigurationOptions.Parse(connectionString))
        .UseRedisReminderService(options => options.ConfigurationOptions = ConfigurationOptions.Parse(connectionString))
        .UseRedisClustering(connectionString);
}
