using System.Net;
using Cql.Connections;
using Cql.Topology;
using Microsoft.Extensions.Logging;

namespace Cql.Sessions;

/// <summary>The connections to one node. It keeps them up by itself: what is lost is made anew, at once and then at growing intervals.</summary>
internal sealed partial class NodePool : IAsyncDisposable
{
    private readonly SessionSettings _settings;
    private readonly Action _onChange;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _firstTry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CqlConnection?[] _connections;
    private readonly NodeState _state;
    private readonly Task _keeping;

    public NodePool(NodeInfo node, SessionSettings settings, Action onChange)
    {
        (Node, _settings, _onChange) = (node, settings, onChange);
        _connections = new CqlConnection?[settings.Options.ConnectionsPerNode];
        _state = new NodeState(settings.Time);
        Preparations = new NodePreparations(settings.Options.RequestTimeout);
        _keeping = Task.Run(KeepAsync);
    }

    /// <summary>The node.</summary>
    public NodeInfo Node { get; }

    /// <summary>What it is told again when it has forgotten it.</summary>
    public NodePreparations Preparations { get; }

    /// <summary>Whether there is a connection to it.</summary>
    public bool IsUp => _state.IsUp;

    /// <summary>Ends when the first try to connect has, however it did.</summary>
    public Task FirstTry => _firstTry.Task;

    /// <summary>Why the last try failed; null when it did not.</summary>
    public CqlException? LastFailure { get; private set; }

    /// <summary>Its address, as spans and metrics name it.</summary>
    public string Address => field ??= Node.EndPoint.Address.ToString();

    /// <summary>Its port, in the box that spans and metrics put it into.</summary>
    public object Port => field ??= Node.EndPoint.Port;

    /// <summary>How many answers the node owes.</summary>
    public int InFlight
    {
        get
        {
            var sum = 0;
            foreach (ref var slot in _connections.AsSpan())
                sum += Volatile.Read(ref slot)?.InFlight ?? 0;
            return sum;
        }
    }

    /// <summary>The same, or <see cref="RoutingTable.Hangs"/> when it may hang.</summary>
    public int Load
    {
        get
        {
            foreach (ref var slot in _connections.AsSpan())
            {
                if (Volatile.Read(ref slot) is { IsDoubtful: true })
                    return RoutingTable.Hangs;
            }

            return InFlight;
        }
    }

    /// <summary>How many connections there are.</summary>
    public int OpenConnections => _connections.Count(connection => connection is { IsOpen: true });

    /// <summary>How many requests wait for a place on a connection.</summary>
    public int Waiting => _connections.Sum(connection => connection?.Waiting ?? 0);

    /// <summary>How many answers are due that nobody waits for any more.</summary>
    public int Orphans => _connections.Sum(connection => connection?.Orphans ?? 0);

    /// <summary>The connection with the fewest requests; null when there is none.</summary>
    public CqlConnection? Pick()
    {
        CqlConnection? best = null;
        foreach (ref var slot in _connections.AsSpan())
        {
            var connection = Volatile.Read(ref slot);
            if (connection is { IsOpen: true } && (best is null || connection.InFlight < best.InFlight))
                best = connection;
        }

        return best;
    }

    /// <summary>Asks the node whether it answers.</summary>
    public async Task<NodeHealth> AskAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Pick() is not { } connection)
            return new NodeHealth(Node.EndPoint, Node.DataCentre, LastFailure?.Message ?? $"There is no connection to {Node.EndPoint}.");
        try
        {
            await new SystemTables(connection, patience).AskAsync(cancellationToken);
            return new NodeHealth(Node.EndPoint, Node.DataCentre, Fault: null);
        }
        catch (CqlException e)
        {
            return new NodeHealth(Node.EndPoint, Node.DataCentre, e.Message);
        }
    }

    /// <summary>The cluster says that it is up: try again soon.</summary>
    public void Hurry() => _state.Hurry();

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _keeping;
        _ending.Dispose();
    }

    private async Task KeepAsync()
    {
        try
        {
            while (!_ending.IsCancellationRequested)
            {
                if (!await TryAsync(KeepUpAsync))
                    await TryAsync(PauseAsync);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The session ends.
        }
        finally
        {
            _firstTry.TrySetResult();
            _state.MarkDown();
            foreach (var connection in _connections)
            {
                if (connection is not null)
                    await connection.DisposeAsync();
            }
        }
    }

    private async Task<bool> TryAsync(Func<Task<bool>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception e) when (e is not OperationCanceledException || !_ending.IsCancellationRequested)
        {
            // Whatever it is: nobody else would ever try again.
            LastFailure = e as CqlException ?? new CqlConnectionException($"No connection to {Node.EndPoint}: {e.Message}", Node.EndPoint, RequestOutcome.NotSent, e);
            LogFailed(_settings.Logger, Node.EndPoint, e.Message);
            _firstTry.TrySetResult();
            return false;
        }
    }

    /// <summary>Connects, and waits until a connection is lost. Whether they were of use.</summary>
    private async Task<bool> KeepUpAsync()
    {
        Sift();
        await FillAsync();
        var began = _settings.Time.GetTimestamp();
        await Task.WhenAny(_connections.Select(connection => (Task)connection!.Closed)).WaitAsync(_ending.Token);
        Sift();
        if (_settings.Time.GetElapsedTime(began) < ReconnectionSchedule.ShortestUse)
            return false;
        _state.MarkSteady();
        return true;
    }

    /// <summary>
    /// Waits after a try that failed, and no longer than until one of the connections that there are is lost. The pause goes on where that is soon: what takes
    /// connections and ends them would be asked without one.
    /// </summary>
    private async Task<bool> PauseAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        var began = _settings.Time.GetTimestamp();
        var pause = _state.WaitAfterFailureAsync(stop.Token);
        try
        {
            do
            {
                await Task.WhenAny([pause, .. _connections.OfType<CqlConnection>().Select(connection => connection.Closed)]);
                Sift();
            }
            while (!pause.IsCompleted && _settings.Time.GetElapsedTime(began) < ReconnectionSchedule.ShortestUse);
        }
        finally
        {
            await stop.CancelAsync();
            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private async Task FillAsync()
    {
        for (var i = 0; i < _connections.Length; i++)
        {
            if (_connections[i] is not null)
                continue;
            Volatile.Write(ref _connections[i], await ConnectionOpener.OpenAsync(Node.EndPoint, _settings.Connections, onEvent: null, _ending.Token));
            if (_state.MarkUp())
            {
                _onChange();
                LogUp(_settings.Logger, Node.EndPoint);
            }

            _firstTry.TrySetResult();
        }

        LastFailure = null;
    }

    // Takes those that ended out, so that they are made anew.
    private void Sift()
    {
        for (var i = 0; i < _connections.Length; i++)
        {
            if (_connections[i] is { IsOpen: false })
                Volatile.Write(ref _connections[i], null);
        }

        if (Array.TrueForAll(_connections, connection => connection is null) && _state.MarkDown())
        {
            _onChange();
            LogDown(_settings.Logger, Node.EndPoint);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Node} is up")]
    private static partial void LogUp(ILogger logger, EndPoint node);

    [LoggerMessage(LogLevel.Warning, "{Node} is down: no connection to it is left")]
    private static partial void LogDown(ILogger logger, EndPoint node);

    [LoggerMessage(LogLevel.Information, "No connection to {Node}, it will be tried again: {Cause}")]
    private static partial void LogFailed(ILogger logger, EndPoint node, string cause);
}
