using System.Runtime.ExceptionServices;
using Cql.Statements;
using Cql.Telemetry;

namespace Cql.Sessions;

/// <summary>Sends an idempotent request to the next node too when the first has not answered for a while, and takes the answer that comes first.</summary>
/// <remarks>
/// An error ends the tries of one node and of those after it, and not the request while another is on its way: that one may succeed, and may have been done.
/// Before the caller hears of the end every try has: none writes the statement when its caller has given it back.
/// </remarks>
internal sealed class Speculation(RequestExecutor executor, TimeSpan delay, int most, TimeProvider time)
{
    /// <exception cref="CqlException">It was not done, or that is not known.</exception>
    public async ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, RequestTerms terms, Route route, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tries = new List<Task<CqlRowSet>>(most + 1);
        Exception? failure = null;
        try
        {
            Begin();
            while (tries.Count > 0)
            {
                var goesOn = failure is null && tries.Count <= most;
                var ended = await FirstAsync(tries, goesOn ? delay : Timeout.InfiniteTimeSpan, stop.Token);
                if (ended is null)
                {
                    Instruments.Speculations.Add(1);
                    route.Observation?.Speculated();
                    Begin();
                    continue;
                }

                tries.Remove(ended);
                try
                {
                    return await ended;
                }
                catch (Exception e) when (e is CqlException or CqlTypeException)
                {
                    // What one node may have done is not undone by another's refusal.
                    failure = failure is null || OutcomeOf(e) > OutcomeOf(failure) ? e : failure;
                }
            }

            ExceptionDispatchInfo.Throw(failure!);
            throw failure!;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var late in tries)
                await EndAsync(late);
        }

        void Begin() => tries.Add(executor.TryAllAsync(new StatementCopy(statement, terms), route, failed: null, stop.Token).AsTask());
    }

    private async Task<Task<CqlRowSet>?> FirstAsync(List<Task<CqlRowSet>> tries, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (tries.Count == 1 && patience == Timeout.InfiniteTimeSpan)
        {
            await ((Task)tries[0]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return tries[0];
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = await Task.WhenAny([.. tries, Task.Delay(patience, time, stop.Token)]);
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return ended as Task<CqlRowSet>;
    }

    // Values that fit no more do not leave.
    private static RequestOutcome OutcomeOf(Exception failure) => failure is CqlException { Outcome: var outcome } ? outcome : RequestOutcome.NotSent;

    private static async Task EndAsync(Task<CqlRowSet> late)
    {
        await ((Task)late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (late.IsCompletedSuccessfully)
            (await late).Dispose();
    }
}
