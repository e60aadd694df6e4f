using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>Where all partitions begin and end, asked of the brokers: for all who ask at a time together.</summary>
/// <remarks>A question that comes while one is under way is answered by the next, so that an answer is never older than its question.</remarks>
internal sealed class LogEnds(OffsetQuery query)
{
    private readonly Lock _lock = new();
    private Task<LogExtent[]> _running = Task.FromResult<LogExtent[]>([]);
    private Task<LogExtent[]>? _next;

    /// <summary>The extents as the brokers have them, in the order of the partitions.</summary>
    /// <exception cref="EntityStoreException">The brokers do not answer.</exception>
    public Task<LogExtent[]> AskAsync()
    {
        lock (_lock)
        {
            if (_next is not null)
                return _next;
            if (_running.IsCompleted)
                return _running = AskNowAsync();
            return _next = FollowAsync(_running);
        }
    }

    private async Task<LogExtent[]> FollowAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            _running = _next!;
            _next = null;
        }

        return await AskNowAsync();
    }

    private async Task<LogExtent[]> AskNowAsync()
    {
        await Task.Yield();
        return await query.AskAsync();
    }
}
