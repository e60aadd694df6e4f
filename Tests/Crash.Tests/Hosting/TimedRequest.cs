using System.Diagnostics;
using System.Net;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>A request from its first try to the answer that ended it.</summary>
/// <param name="What">What was asked.</param>
internal sealed record TimedRequest(string What)
{
    private readonly List<(HttpStatusCode? Status, TimeSpan After)> _tries = [];

    /// <summary>When it was sent first, as a timestamp.</summary>
    public long Began { get; } = Stopwatch.GetTimestamp();

    /// <summary>When it was answered; 0 before that.</summary>
    public long Ended { get; private set; }

    /// <summary>How long it has taken, or took.</summary>
    public TimeSpan Took => Ended == 0 ? Stopwatch.GetElapsedTime(Began) : Stopwatch.GetElapsedTime(Began, Ended);

    /// <summary>A try ended.</summary>
    /// <param name="status">With this; null when no answer came.</param>
    public void Tried(HttpStatusCode? status) => _tries.Add((status, Took));

    /// <summary>It was answered.</summary>
    public void End() => Ended = Stopwatch.GetTimestamp();

    public override string ToString() => $"{What}: {string.Join(", ", _tries.GroupBy(one => one.Status).Select(Describe))}";

    private static string Describe(IGrouping<HttpStatusCode?, (HttpStatusCode? Status, TimeSpan After)> tries) => FormattableString.Invariant(
        $"{tries.Count()} x {tries.Key?.ToString() ?? "no answer"} from {tries.First().After.TotalSeconds:0.0} s on");
}
