using System.Collections.Concurrent;
using Cql;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Cassandra;

/// <summary>The sessions of a host: one for all providers with the same settings. They end with the host's services.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class CassandraStores(TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<SessionKey, CqlSession> _sessions = new();
    private bool _isDisposed;

    /// <summary>Connects, unless another provider has, and sees to the tables as the settings say. What fails is tried anew by the next call.</summary>
    /// <exception cref="CqlException">No node takes a connection, or a statement.</exception>
    /// <exception cref="CassandraSchemaException">The tables are not there, or not of the program's version.</exception>
    public async Task<CassandraStore> OpenAsync(CassandraConnectionOptions options, CassandraSchema schema, CancellationToken cancellationToken)
    {
        var store = await ConnectAsync(options, cancellationToken);
        var installer = new SchemaInstaller(store, options, time, loggers.CreateLogger<SchemaInstaller>());
        if (options.Schema == CassandraSchemaMode.Create)
            await installer.ApplyAsync(schema, cancellationToken);
        else
            await installer.VerifyAsync(schema, cancellationToken);
        return store;
    }

    /// <summary>Connects, unless another provider has.</summary>
    /// <exception cref="CqlException">No node takes a connection.</exception>
    public async Task<CassandraStore> ConnectAsync(CassandraConnectionOptions options, CancellationToken cancellationToken)
    {
        if (options.Session is { } own)
            return new CassandraStore(own, options);
        var key = SessionKey.Of(options);
        await _one.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_sessions.TryGetValue(key, out var session))
                _sessions[key] = session = await CqlSession.ConnectAsync(key.ToOptions(), loggers.CreateLogger<CqlSession>(), time, cancellationToken);
            return new CassandraStore(session, options);
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync();
        _isDisposed = true;
        _one.Release();
        foreach (var session in _sessions.Values)
            await session.DisposeAsync();
    }

    // A container that is disposed without awaiting refuses services that can only be awaited; the connections close behind it then.
    public void Dispose() => _ = DisposeAsync().AsTask();
}
