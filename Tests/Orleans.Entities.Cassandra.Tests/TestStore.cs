using System.Globalization;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;

namespace Orleans.Entities.Cassandra.Tests;

/// <summary>A store in a keyspace of its own, with a log in a folder of its own.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private static int _count;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("entities-");
    private readonly CassandraEntityOptions _options;

    private TestStore(CassandraEntityOptions options) => _options = options;

    public CassandraEntityStore Store { get; private set; } = null!;

    public RocksDbEntityStore Files { get; private set; } = null!;

    public static async Task<TestStore> OpenAsync(CassandraCluster cluster, Action<CassandraEntityOptions>? configure = null)
    {
        var options = OptionsFor(cluster);
        configure?.Invoke(options);
        var test = new TestStore(options);
        await test.OpenAsync();
        return test;
    }

    /// <summary>Options for a keyspace that nobody else has.</summary>
    public static CassandraEntityOptions OptionsFor(CassandraCluster cluster)
    {
        var options = new CassandraEntityOptions { Service = "tests", Schema = CassandraSchemaMode.Create };
        foreach (var node in cluster.Nodes)
            options.ContactPoints.Add(node.ToString());
        options.ReplicationFactor = Math.Min(cluster.Nodes.Count, 3);
        options.Keyspace = string.Create(CultureInfo.InvariantCulture, $"entities_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}");
        return options;
    }

    /// <summary>Another process on the same tables and the same log, once this one is gone.</summary>
    public async Task ReopenAsync(bool orderly = true)
    {
        if (orderly)
            await Store.DisposeAsync();
        Files.Dispose();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Files.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task OpenAsync()
    {
        Files = TestFiles.Closed(_folder);
        Files.Open();
        Store = await CassandraEntityStore.OpenAsync(_options, Files.Appender, TimeProvider.System, NullLoggerFactory.Instance);
    }
}
