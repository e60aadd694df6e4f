using System.Collections.Concurrent;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>How long requests take, from the first try to the answer that ends them.</summary>
internal sealed class RequestTimings
{
    private readonly ConcurrentQueue<TimedRequest> _all = new();

    /// <summary>The longest of all.</summary>
    public TimedRequest Longest => LongestSince(0);

    /// <summary>A request begins.</summary>
    public TimedRequest Begin(string what)
    {
        var request = new TimedRequest(what);
        _all.Enqueue(request);
        return request;
    }

    /// <summary>Those that were under way after a timestamp, or are still; the shortest first.</summary>
    public List<TimeSpan> Since(long timestamp) => [.. SinceThen(timestamp).Select(request => request.Took).Order()];

    /// <summary>The longest of those.</summary>
    public TimedRequest LongestSince(long timestamp) => SinceThen(timestamp).MaxBy(request => request.Took)!;

    private IEnumerable<TimedRequest> SinceThen(long timestamp) => _all.Where(request => request.Ended == 0 || request.Ended >= timestamp);
}
