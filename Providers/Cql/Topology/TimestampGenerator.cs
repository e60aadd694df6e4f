using Microsoft.Extensions.Logging;

namespace Cql.Topology;

/// <summary>
/// Timestamps of writes, in microseconds since 1970: the clock's, or one more than the last when the clock has not moved on. So of two
/// writes of one client the later one wins. Safe for use by many threads; each gets another.
/// </summary>
internal sealed partial class TimestampGenerator(TimeProvider time, ILogger logger)
{
    private const long TolerableLead = 1_000_000;

    private static readonly TimeSpan WarningInterval = TimeSpan.FromSeconds(1);

    private long _last;
    private long _lastWarning;

    /// <summary>The next one.</summary>
    public long Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) != last)
                continue;
            if (next - now > TolerableLead)
                Warn(next - now);
            return next;
        }
    }

    private void Warn(long lead)
    {
        var last = Volatile.Read(ref _lastWarning);
        var now = time.GetTimestamp();
        if ((last == 0 || time.GetElapsedTime(last, now) >= WarningInterval) && Interlocked.CompareExchange(ref _lastWarning, now, last) == last)
            LogLead(TimeSpan.FromMicroseconds(lead));
    }

    [LoggerMessage(LogLevel.Warning, "Timestamps of writes run ahead of the clock by {Lead}: it was set back, or writes are asked for faster than one a microsecond. They go on from the last one")]
    private partial void LogLead(TimeSpan lead);
}
