using System.Net;
using System.Threading.Channels;
using Cql.Connections;
using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Protocol.Messages.Events;
using Cql.Topology;
using Microsoft.Extensions.Logging;

namespace Cql.Sessions;

/// <summary>
/// One connection over which a node tells of the cluster: at the start, when it says that something has changed, and once a minute
/// besides. When it is lost, the next node tells.
/// </summary>
internal sealed partial class ControlConnection : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    // What changes, changes in many steps that are all told of.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AgreementInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AgreementLimit = TimeSpan.FromSeconds(10);

    private readonly SessionSettings _settings;
    private readonly Cluster _cluster;
    private readonly ContactPoints _contactPoints;
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _ending = new();
    private CqlConnection? _connection;
    private Task _running = Task.CompletedTask;

    public ControlConnection(SessionSettings settings, Cluster cluster)
        => (_settings, _cluster, _contactPoints) = (settings, cluster, new ContactPoints(settings));

    /// <summary>Finds a node, and takes in what it tells: within twice the time for one connection, for that takes several answers more.</summary>
    /// <exception cref="CqlException">No contact point tells anything.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var patience = _settings.Connections.ConnectTimeout * 2;
        using var limit = new CancellationTokenSource(patience, _settings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var (winner, failure) = await RaceAsync([], either.Token);
        _connection = winner;
        cancellationToken.ThrowIfCancellationRequested();
        if (winner is null)
        {
            throw failure is CqlAuthenticationException or CqlVersionException
                ? failure
                : new CqlNoNodeException(
                    $"None of the contact points ({string.Join(", ", _settings.Options.ContactPoints)}) answers{(failure is null ? $" within {patience.TotalSeconds:0.###} s" : "")}.",
                    failure);
        }

        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Waits until the nodes agree on the schema, and takes in what it says of keyspaces.</summary>
    /// <param name="connection">To the node that knows of the change; null for the one that tells of the cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AgreeOnSchemaAsync(CqlConnection? connection, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AgreementLimit, _settings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            while (!await IsSchemaAgreedAsync(connection, either.Token) && !_ending.IsCancellationRequested)
                await Task.Delay(AgreementInterval, _settings.Time, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotAgreed(_settings.Logger, AgreementLimit);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        if (_connection is not null)
            await _connection.DisposeAsync();
        _ending.Dispose();
    }

    // By another node when that connection is lost: what it began goes on without it.
    private async Task<bool> IsSchemaAgreedAsync(CqlConnection? connection, CancellationToken cancellationToken)
    {
        CqlConnection?[] known = [connection, Volatile.Read(ref _connection), .. _cluster.Pools.Select(pool => pool.Pick())];
        if (Array.Find(known, one => one is { IsOpen: true }) is not { } asked)
            return false;
        try
        {
            var tables = TablesOf(asked);
            if (!await tables.IsSchemaAgreedAsync(_cluster.IsDown, cancellationToken))
                return false;
            await _cluster.TakeInAsync(tables, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotAsked(_settings.Logger, asked.EndPoint, e.Message);
            return false;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            var (began, failures) = (_settings.Time.GetTimestamp(), 0);
            while (true)
            {
                await WaitForNewsAsync(_connection!);
                if (_connection!.IsOpen && await TryTakeInAsync(_connection))
                    continue;
                failures = _settings.Time.GetElapsedTime(began) < ReconnectionSchedule.ShortestUse ? failures + 1 : 0;
                await FindAnotherAsync(failures);
                began = _settings.Time.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The session ends.
        }
    }

    private async Task WaitForNewsAsync(CqlConnection connection)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        var news = _news.Reader.WaitToReadAsync(waiting.Token).AsTask();
        await Task.WhenAny(news, connection.Closed, Task.Delay(Interval, _settings.Time, waiting.Token));
        if (news.IsCompletedSuccessfully && connection.IsOpen)
            await Task.Delay(Gathering, _settings.Time, waiting.Token);
        await waiting.CancelAsync();
        _ending.Token.ThrowIfCancellationRequested();
        while (_news.Reader.TryRead(out _))
        {
        }
    }

    private async Task FindAnotherAsync(int failures)
    {
        while (true)
        {
            if (failures > 0)
                await Task.Delay(ReconnectionSchedule.After(failures, Random.Shared), _settings.Time, _ending.Token);
            if (await TryAnotherAsync() is not { } failure)
                return;
            LogLost(_settings.Logger, failure.Message);
            failures++;
        }
    }

    /// <summary>Null when one told; else what the last said.</summary>
    private async Task<Exception?> TryAnotherAsync()
    {
        try
        {
            var (winner, failure) = await RaceAsync(_cluster.Addresses, _ending.Token);
            if (winner is null)
            {
                _ending.Token.ThrowIfCancellationRequested();
                return failure ?? new CqlNoNodeException("There is nobody to ask.", last: null);
            }

            if (Interlocked.Exchange(ref _connection, winner) is { } former)
                await former.DisposeAsync();
            return null;
        }
        catch (Exception e) when (!IsTheEnd(e))
        {
            return e;
        }
    }

    private async Task<(CqlConnection? Winner, CqlException? Failure)> RaceAsync(IEnumerable<EndPoint> nodes, CancellationToken cancellationToken)
    {
        var race = new ContactRace(AskAsync, _settings.Connections.ConnectTimeout, _settings.Time);
        return (await race.RunAsync(nodes, _contactPoints.Resolve, cancellationToken), race.Failure);
    }

    /// <summary>Connects to a node, and takes in what it tells.</summary>
    private async Task<CqlConnection> AskAsync(EndPoint node, CancellationToken cancellationToken)
    {
        var connection = await ConnectionOpener.OpenAsync(node, _settings.Connections, OnEvent, cancellationToken);
        try
        {
            using (var answer = await connection.SendAsync(RegisterRequest.Instance, _settings.Connections.ConnectTimeout, cancellationToken))
            {
                if (answer.Opcode == Opcode.Error)
                    throw ErrorReader.Read(answer, node);
            }

            await _cluster.TakeInAsync(TablesOf(connection), cancellationToken);
            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            if (e is CqlException or OperationCanceledException)
                throw;

            // For whoever goes on to the next after what is one.
            throw new CqlConnectionException($"What {node} tells of the cluster cannot be used: {e.Message}", node, RequestOutcome.NotSent, e);
        }
    }

    private async Task<bool> TryTakeInAsync(CqlConnection connection)
    {
        try
        {
            await _cluster.TakeInAsync(TablesOf(connection), _ending.Token);
            return true;
        }
        catch (Exception e) when (!IsTheEnd(e))
        {
            LogLost(_settings.Logger, e.Message);
            return false;
        }
    }

    // All else is a try that failed: whatever it is, nobody else would ever look at the cluster again.
    private bool IsTheEnd(Exception exception) => exception is OperationCanceledException && _ending.IsCancellationRequested;

    private SystemTables TablesOf(CqlConnection connection) => new(connection, _settings.Connections.ConnectTimeout);

    private void OnEvent(CqlConnection connection, Response response)
    {
        using (response)
        {
            if (EventReader.Read(response) is NodeEvent told)
                _cluster.OnEvent(told);
        }

        _news.Writer.TryWrite(true);
    }

    [LoggerMessage(LogLevel.Warning, "No node tells of the cluster now; what is known of it is kept, and others are tried: {Cause}")]
    private static partial void LogLost(ILogger logger, string cause);

    [LoggerMessage(LogLevel.Information, "{Node} does not say whether the nodes agree on the schema; going on to ask: {Cause}")]
    private static partial void LogNotAsked(ILogger logger, EndPoint node, string cause);

    [LoggerMessage(LogLevel.Warning, "The nodes do not agree on the schema after {Limit}; going on")]
    private static partial void LogNotAgreed(ILogger logger, TimeSpan limit);
}
