using System.Net;
using Cql.Connections;

namespace Cql.Sessions;

/// <summary>Asks contact points, the next one as soon as one has failed or has said nothing for a while: the first that tells of the cluster wins.</summary>
/// <remarks>One that hangs so costs the start a second, and not all the time that it has.</remarks>
internal static class ContactRace
{
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(1);

    /// <param name="points">Whom to ask, in order.</param>
    /// <param name="ask">Asks one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The connection of the winner, or what those that failed said: the first that is there, else the last.</returns>
    public static async Task<(CqlConnection? Winner, CqlException? Failure)> RunAsync(
        IReadOnlyList<EndPoint> points, Func<EndPoint, CancellationToken, Task<CqlConnection>> ask, TimeProvider time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = new List<Task<CqlConnection>>();
        CqlException? failure = null;
        try
        {
            for (var next = 0; next < points.Count || asked.Count > 0;)
            {
                if (next < points.Count)
                    asked.Add(ask(points[next++], stop.Token));
                var ended = await FirstAsync(asked, next < points.Count ? HeadStart : Timeout.InfiniteTimeSpan, time, stop.Token);
                if (ended is null)
                    continue;
                asked.Remove(ended);
                try
                {
                    return (await ended, null);
                }
                catch (CqlException e)
                {
                    // A node that is there and refuses says more of what is to be mended than one that is not.
                    failure = failure is null or CqlConnectionException ? e : failure;
                }
            }

            return (null, failure);
        }
        catch (OperationCanceledException)
        {
            return (null, failure);
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var late in asked)
                await EndAsync(late);
        }
    }

    private static async Task<Task<CqlConnection>?> FirstAsync(List<Task<CqlConnection>> asked, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = await Task.WhenAny([.. asked, Task.Delay(patience, time, stop.Token)]);
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return ended as Task<CqlConnection>;
    }

    private static async Task EndAsync(Task<CqlConnection> late)
    {
        await ((Task)late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (late.IsCompletedSuccessfully)
            await (await late).DisposeAsync();
    }
}
