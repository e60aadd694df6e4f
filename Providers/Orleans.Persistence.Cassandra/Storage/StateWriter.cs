using Cql;
using Microsoft.Extensions.Logging;

namespace Orleans.Persistence.Cassandra;

/// <summary>Carries changes out until it is known what became of them.</summary>
/// <remarks>
/// <code>
/// try ─► applied                                  done
///   │ └► refused: what is there is this change    done, by an earlier try that nobody was told of
///   │         └─► it is another's                 refused
///   └──► unknown ─► read serially ─► this change  done
///          ▲                     ├─► another's    refused: this change never was, or is overwritten; its writer has lost the grain either way
///          │                     └─► as before ─► try again, with the same id: of the two tries one counts at most
///          └──────────────────────────── unknown ┘
/// </code>
/// </remarks>
internal sealed partial class StateWriter(IStateTable table, bool rowsAreDeleted, StateMetrics metrics, TimeProvider time, ILogger logger)
{
    // Longer than a node needs to be found dead and another one asked; shorter than a grain can be waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Carries out a change.</summary>
    /// <returns>Unknown only after half a minute of asking.</returns>
    /// <exception cref="ArgumentException">The key cannot be stored.</exception>
    /// <exception cref="CqlException">It was not done, and will not be.</exception>
    public async ValueTask<ChangeAnswer> ChangeAsync(StateKey key, StateChange change)
    {
        var answer = Judge(change, await table.TryChangeAsync(key, change));
        return answer.Outcome == ChangeOutcome.Unknown ? await SettleAsync(key, change, answer.Failure!) : answer;
    }

    private async ValueTask<ChangeAnswer> SettleAsync(StateKey key, StateChange change, Exception failure)
    {
        LogUnknown(logger, failure, key);
        var begin = time.GetTimestamp();
        var answer = ChangeAnswer.Unknown(failure);
        for (var pause = FirstPause; answer.Outcome == ChangeOutcome.Unknown && time.GetElapsedTime(begin) < Patience; pause = Longer(pause))
        {
            try
            {
                var found = (await table.FindAsync(key, tagOnly: true, CancellationToken.None))?.Tag;

                // Never written, or written and deleted since: to write it again might bring it back from the dead.
                if (found is null && change.Expected is null && rowsAreDeleted)
                    break;
                answer = Judge(change, found == change.Expected ? await table.TryChangeAsync(key, change) : ChangeAnswer.Refused(found));
            }
            catch (CqlException e)
            {
                // That this try was not done says nothing about the ones before it.
                answer = ChangeAnswer.Unknown(e);
            }

            if (answer.Outcome == ChangeOutcome.Unknown)
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, CancellationToken.None);
        }

        metrics.Settled(answer.Outcome);
        return answer;
    }

    private static ChangeAnswer Judge(StateChange change, ChangeAnswer answer) =>
        answer.Outcome == ChangeOutcome.Refused && answer.Found == change.Next ? ChangeAnswer.Applied : answer;

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    [LoggerMessage(LogLevel.Warning, "The answer to a write is missing, and is asked for: {State}")]
    private static partial void LogUnknown(ILogger logger, Exception exception, StateKey state);
}
