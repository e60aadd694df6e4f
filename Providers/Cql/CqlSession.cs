using System.Runtime.CompilerServices;
using Cql.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cql;

/// <summary>A client of one cluster: it finds the nodes, keeps connections to them, and sends each statement to a node that has its data.</summary>
/// <remarks>
/// Safe for use by many threads; a process needs one, for as long as it runs. <see cref="DisposeAsync"/> ends what is on its way. One that
/// <c>services.AddCqlSession</c> made connects when the host starts, or when it is first used: what no node answers fails that use, and the next tries anew.
/// </remarks>
public sealed class CqlSession : IAsyncDisposable, IDisposable
{
    private readonly SessionOpener _opener;
    private readonly string? _keyspace;
    private int _isDisposed;

    private CqlSession(SessionSettings settings) => (_opener, _keyspace) = (new SessionOpener(settings), settings.Options.Keyspace);

    /// <summary>Connects to a cluster by one or more of its nodes' names or addresses.</summary>
    /// <inheritdoc cref="ConnectAsync(CqlOptions, ILogger?, TimeProvider?, CancellationToken)"/>
    public static Task<CqlSession> ConnectAsync(string contactPoints, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contactPoints);
        var options = new CqlOptions();
        foreach (var point in contactPoints.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            options.ContactPoints.Add(point);
        return ConnectAsync(options, cancellationToken: cancellationToken);
    }

    /// <summary>Connects to a cluster.</summary>
    /// <param name="options">Where it is, and what is asked of it.</param>
    /// <param name="logger">Hears of nodes that come and go.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    /// <exception cref="CqlException">No node takes a connection: the message says what each means to mend.</exception>
    public static async Task<CqlSession> ConnectAsync(
        CqlOptions options, ILogger? logger = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var session = Create(options, logger ?? NullLogger.Instance, time ?? TimeProvider.System);
        try
        {
            await session.OpenAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Prepares a statement; the same text is prepared once for all who ask.</summary>
    /// <param name="cql">Its text, with <c>?</c> or <c>:name</c> for the values.</param>
    /// <param name="isIdempotent">Whether executing it twice does no harm.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CqlException">No node prepares it.</exception>
    public Task<PreparedStatement> PrepareAsync(string cql, bool isIdempotent = false, CancellationToken cancellationToken = default)
        => PrepareAsync(new(cql, _keyspace, isIdempotent), cancellationToken);

    /// <summary>Prepares a statement in a keyspace; on protocol v5 only.</summary>
    /// <param name="cql">Its text, with <c>?</c> or <c>:name</c> for the values.</param>
    /// <param name="keyspace">The keyspace of names that name none.</param>
    /// <param name="isIdempotent">Whether executing it twice does no harm.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CqlException">No node prepares it.</exception>
    public Task<PreparedStatement> PrepareAsync(string cql, string keyspace, bool isIdempotent = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyspace);
        return PrepareAsync(new(cql, keyspace, isIdempotent), cancellationToken);
    }

    /// <summary>Executes a statement, and reads its first page.</summary>
    /// <returns>The rows, to be disposed.</returns>
    /// <exception cref="CqlOutcomeUnknownException">It has a condition, and may have been done or not.</exception>
    /// <exception cref="CqlBusyException">As much is on its way as may be.</exception>
    /// <exception cref="CqlTypeException">The table has changed since values were set, so that they do not fit any more. Nothing was done.</exception>
    /// <exception cref="CqlException">It was not done, or that is not known: <see cref="CqlException.Outcome"/> tells.</exception>
    /// <exception cref="OperationCanceledException">The token ended the wait; the statement may be done still.</exception>
    public ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ThrowIfDisposed();
        return _opener.Open is { } open ? open.Executor.ExecuteAsync(statement, cancellationToken) : ExecuteFirstAsync(statement, cancellationToken);
    }

    /// <summary>Executes a statement by its text, without values.</summary>
    /// <inheritdoc cref="ExecuteAsync(CqlStatement, CancellationToken)"/>
    public ValueTask<CqlRowSet> ExecuteAsync(string cql, CancellationToken cancellationToken = default) => ExecuteAsync(new SimpleStatement(cql), cancellationToken);

    /// <summary>Executes a statement and makes an object of each row, page after page as they are wanted.</summary>
    /// <remarks>The statement stays as it is: it may be read again, also by another reading that has not ended, and each begins at its first page.</remarks>
    /// <typeparam name="T">A record, or a class, whose parameters or properties are named as the columns are; or the type of the only column.</typeparam>
    /// <inheritdoc cref="ExecuteAsync(CqlStatement, CancellationToken)"/>
    public async IAsyncEnumerable<T> QueryAsync<T>(CqlStatement statement, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ReadOnlyMemory<byte>? next = null;
        do
        {
            List<T> page;
            using (var rows = next is { } state ? await ExecutePageAsync(statement, state, cancellationToken) : await ExecuteAsync(statement, cancellationToken))
                (page, next) = (rows.ToList<T>(), rows.PagingState);
            foreach (var row in page)
                yield return row;
        }
        while (next is not null);
    }

    /// <summary>Waits until the nodes agree on the schema, for ten seconds at most. A statement that changes the schema has waited already.</summary>
    public async Task AgreeOnSchemaAsync(CancellationToken cancellationToken = default)
    {
        var open = await OpenAsync(cancellationToken);
        await open.Cluster.AgreeOnSchemaAsync(cancellationToken);
    }

    /// <summary>The version of the servers, by major and minor number: of the oldest while they differ, as during an upgrade. Connects, if nothing has.</summary>
    /// <returns>As the nodes tell it; null when none does.</returns>
    /// <exception cref="CqlException">No node takes a connection.</exception>
    public async Task<Version?> GetServerVersionAsync(CancellationToken cancellationToken = default)
    {
        var open = await OpenAsync(cancellationToken);
        return open.Cluster.View.Routing.Snapshot.OldestVersion;
    }

    /// <summary>Closes all connections; what is on its way ends with an error.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            await _opener.DisposeAsync();
    }

    /// <summary>Begins to close all connections, for whom cannot wait until they are closed.</summary>
    public void Dispose() => _ = DisposeAsync().AsTask();

    /// <summary>Makes one that is not connected yet.</summary>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    internal static CqlSession Create(CqlOptions options, ILogger logger, TimeProvider time) => new(SessionSettings.From(options, time, logger));

    /// <summary>Connects, unless it is.</summary>
    /// <exception cref="CqlException">No node takes a connection.</exception>
    internal Task<OpenSession> OpenAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        return _opener.OpenAsync(cancellationToken);
    }

    /// <summary>Asks each node that connections are kept to whether it answers.</summary>
    /// <exception cref="CqlException">The session was not open, and no node takes a connection.</exception>
    /// <exception cref="TimeoutException">The session was not open, and is not yet.</exception>
    internal async Task<IReadOnlyList<NodeHealth>> AskNodesAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken).WaitAsync(patience, cancellationToken);
        return await Task.WhenAll(open.Cluster.Pools.Select(pool => pool.AskAsync(patience, cancellationToken)));
    }

    // Not by way of the statement's own paging state: whoever stops in the middle would leave it there, for the next reading to begin at.
    private ValueTask<CqlRowSet> ExecutePageAsync(CqlStatement statement, ReadOnlyMemory<byte> pagingState, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        return _opener.Open!.Executor.ExecutePageAsync(statement, pagingState, cancellationToken);
    }

    private async ValueTask<CqlRowSet> ExecuteFirstAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        var open = await _opener.OpenAsync(cancellationToken);
        return await open.Executor.ExecuteAsync(statement, cancellationToken);
    }

    private Task<PreparedStatement> PrepareAsync(StatementToPrepare statement, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(statement.Cql);
        ThrowIfDisposed();
        return _opener.Open is { } open ? open.Prepared.GetAsync(statement, cancellationToken) : PrepareFirstAsync(statement, cancellationToken);
    }

    private async Task<PreparedStatement> PrepareFirstAsync(StatementToPrepare statement, CancellationToken cancellationToken)
    {
        var open = await _opener.OpenAsync(cancellationToken);
        return await open.Prepared.GetAsync(statement, cancellationToken);
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
}
