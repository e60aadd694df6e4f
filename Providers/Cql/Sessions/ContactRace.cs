using System.Net;
using Cql.Connections;

namespace Cql.Sessions;

/// <summary>
/// Asks who may tell of the cluster, the next one as soon as one has failed or has said nothing for a while: the first that tells wins.
/// </summary>
/// <remarks>One that hangs so costs a second, and not all the time that there is; of many the turns are shorter, so that all get theirs.</remarks>
internal sealed class ContactRace(Func<EndPoint, CancellationToken, Task<CqlConnection>> ask, TimeSpan within, TimeProvider time)
{
    private static readonly TimeSpan LongestHeadStart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestHeadStart = TimeSpan.FromMilliseconds(100);

    private readonly Queue<EndPoint> _next = new();
    private readonly List<Task<CqlConnection>> _asked = [];
    private readonly List<Task<IReadOnlyList<EndPoint>>> _resolving = [];
    private Task _headStart = Task.CompletedTask;
    private int _count;

    /// <summary>The first that is there and refuses, else the last that failed: it says more of what is to be mended than one that is not there.</summary>
    public CqlException? Failure { get; private set; }

    /// <summary>Runs it, once.</summary>
    /// <param name="nodes">Whom to ask, in order.</param>
    /// <param name="resolve">Begins to look up whom to ask after them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The connection of the winner; null when there is none.</returns>
    public async Task<CqlConnection?> RunAsync(
        IEnumerable<EndPoint> nodes, Func<CancellationToken, IEnumerable<Task<IReadOnlyList<EndPoint>>>> resolve, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Add([.. nodes]);
        _resolving.AddRange(resolve(stop.Token));
        try
        {
            while (_next.Count + _asked.Count + _resolving.Count > 0)
            {
                if (_next.Count > 0 && _headStart.IsCompleted)
                    AskNext(stop.Token);
                var ended = await Task.WhenAny([.. _asked, .. _resolving, _next.Count > 0 ? _headStart : Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Token)]);
                cancellationToken.ThrowIfCancellationRequested();
                if (await TakeInAsync(ended) is { } winner)
                    return winner;
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody won in time.
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var late in _asked)
                await EndAsync(late);
            foreach (Task late in _resolving)
                await late.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    private void Add(IReadOnlyList<EndPoint> nodes)
    {
        _count += nodes.Count;
        foreach (var node in nodes)
            _next.Enqueue(node);
    }

    private void AskNext(CancellationToken stopping)
    {
        _asked.Add(ask(_next.Dequeue(), stopping));
        _headStart = Task.Delay(TimeSpan.FromTicks(Math.Clamp(within.Ticks / _count, ShortestHeadStart.Ticks, LongestHeadStart.Ticks)), time, stopping);
    }

    private async Task<CqlConnection?> TakeInAsync(Task ended)
    {
        try
        {
            switch (ended)
            {
                case Task<IReadOnlyList<EndPoint>> point:
                    _resolving.Remove(point);
                    Add(await point);
                    break;
                case Task<CqlConnection> asked:
                    _asked.Remove(asked);
                    _headStart = Task.CompletedTask;
                    return await asked;
            }
        }
        catch (CqlException e)
        {
            Failure = Failure is null or CqlConnectionException ? e : Failure;
        }

        return null;
    }

    private static async Task EndAsync(Task<CqlConnection> late)
    {
        await ((Task)late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (late.IsCompletedSuccessfully)
            await (await late).DisposeAsync();
    }
}
