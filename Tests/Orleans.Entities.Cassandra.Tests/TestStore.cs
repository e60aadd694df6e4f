using System.Globalization;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;

namespace Orleans.Entities.Cassandra.Tests;

/// <summary>A store in a keyspace of its own, with a log in a folder of its own.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private static int _count;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("entities-");
    private readonly CassandraEntityOptions _options;
    private readonly Func<IEventAppender, IEventAppender> _wrapLog;
    private readonly DirectoryInfo _home;

    private TestStore(CassandraEntityOptions options, Func<IEventAppender, IEventAppender>? wrapLog, DirectoryInfo? home)
        => (_options, _wrapLog, _home) = (options, wrapLog ?? (log => log), home ?? _folder);

    public string Keyspace => _options.Keyspace;

    public CassandraEntityStore Store { get; private set; } = null!;

    public RocksDbEntityStore Files { get; private set; } = null!;

    /// <param name="cluster">Where.</param>
    /// <param name="configure">Sets what is not as usual.</param>
    /// <param name="wrapLog">Puts something in front of the log.</param>
    /// <param name="home">Where the log's folder is to be; null for somewhere.</param>
    public static async Task<TestStore> OpenAsync(
        CassandraCluster cluster,
        Action<CassandraEntityOptions>? configure = null,
        Func<IEventAppender, IEventAppender>? wrapLog = null,
        DirectoryInfo? home = null)
    {
        var options = OptionsFor(cluster);
        configure?.Invoke(options);
        var test = new TestStore(options, wrapLog, home);
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

    /// <summary>Another process on the same tables and the same log beside this one, which it takes for dead.</summary>
    /// <param name="time">Its clock, which is not that of its connections; null for the system's.</param>
    public async Task<CassandraEntityStore> SucceedAsync(TimeProvider? time = null) => await CassandraEntityStore.StartAsync(
        new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance), isOwned: true, _options, silo: null, _wrapLog(Files.Appender), time ?? TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Files.Dispose();
        _folder.Delete(recursive: true);
        await TestKeyspaces.DropAsync(_options);
    }

    private async Task OpenAsync()
    {
        Files = TestFiles.Closed(_home);
        Files.Open();
        Store = await CassandraEntityStore.OpenAsync(_options, _wrapLog(Files.Appender), TimeProvider.System, NullLoggerFactory.Instance);
    }
}
