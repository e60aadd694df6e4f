using Microsoft.Extensions.Logging;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>
/// Tells operators why commits are not applied. Callers hear the same word whether the cluster is busy for a moment or has taken a grant back for ever:
/// what is wrong is in the log, once a minute while it lasts.
/// </summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed partial class Refusals(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _toldAt;
    private int _untold;

    /// <summary>A commit was not applied.</summary>
    public void Note(EntityKey key, Exception cause)
    {
        int untold;
        lock (_lock)
        {
            if (_toldAt is { } told && time.GetElapsedTime(told) < Interval)
            {
                _untold++;
                return;
            }

            (_toldAt, untold, _untold) = (time.GetTimestamp(), _untold, 0);
        }

        LogNotApplied(logger, key, untold, cause);
    }

    [LoggerMessage(LogLevel.Warning, "Cassandra does not take the commit of {Entity}, nor {Count} before it that were not told of.")]
    private static partial void LogNotApplied(ILogger logger, EntityKey entity, int count, Exception cause);
}
