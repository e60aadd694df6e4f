using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Entities.Cassandra.Schema;

namespace Orleans.Entities.Cassandra.Tests;

/// <summary>A process that has entities open, over connections of its own that a test can harm.</summary>
internal sealed class TestOwner : IAsyncDisposable
{
    private readonly CassandraStores _stores;

    private TestOwner(CassandraStores stores, UnreliableStore connection, CassandraEntityStore store)
        => (_stores, Connection, Store) = (stores, connection, store);

    public UnreliableStore Connection { get; }

    public CassandraEntityStore Store { get; }

    public IEntityStore Entities => Store.Entities;

    /// <summary>Starts one: it takes over what others of its service had open.</summary>
    /// <param name="options">Where, and of which service.</param>
    /// <param name="log">Where its events go.</param>
    /// <param name="time">By which it looks after what is open.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="silo">The silo's address, where it takes over nothing by itself.</param>
    /// <param name="loggers">Hear of it; null for nobody.</param>
    public static async Task<TestOwner> OpenAsync(
        CassandraEntityOptions options, IEventAppender log, TimeProvider time, CancellationToken cancellationToken, string? silo = null, ILoggerFactory? loggers = null)
    {
        var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
        try
        {
            var session = (await stores.OpenAsync(options, EntitySchema.Current, cancellationToken)).Session;
            var connection = new UnreliableStore(session, options);
            var store = await CassandraEntityStore.StartAsync(connection, stores, options, silo, log, time, loggers ?? NullLoggerFactory.Instance, cancellationToken);
            return new(stores, connection, store);
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _stores.DisposeAsync();
    }
}
