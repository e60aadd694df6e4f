using System.Diagnostics;
using System.Globalization;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Faults;

/// <summary>What is normal: how long requests took before anything happened.</summary>
/// <param name="Median">Half of them took less.</param>
/// <param name="Longest">The longest of them.</param>
internal sealed record Calm(TimeSpan Median, TimeSpan Longest)
{
    // The machine has other work too, and a server that was just started runs slowly at first.
    private const int Factor = 3;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestSlack = TimeSpan.FromSeconds(1);

    /// <summary>Looks for a while how long requests take.</summary>
    public static async Task<Calm> OfAsync(RequestTimings timings, TimeSpan duration)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(duration);
        return Of(timings.Since(began));
    }

    /// <summary>Waits until requests take as long as ever, for two seconds on end.</summary>
    /// <returns>How long it took until those two seconds began.</returns>
    public async Task<TimeSpan> UntilAgainAsync(RequestTimings timings, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var windowBegan = Stopwatch.GetTimestamp();
            Calm now;
            do
            {
                await Task.Delay(Pause);
                now = Of(timings.Since(windowBegan));
            }
            while (IsLike(now) && Stopwatch.GetElapsedTime(windowBegan) < Window);

            var quietAfter = Stopwatch.GetElapsedTime(began, windowBegan);
            if (IsLike(now))
                return quietAfter;
            Assert.True(quietAfter < patience, $"Requests took {this} before, and {now} still {quietAfter.TotalSeconds:0.0} s after, such as {timings.LongestSince(windowBegan)}.");
        }
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Median.TotalMilliseconds:0} ms, at most {Longest.TotalMilliseconds:0} ms");

    private static Calm Of(List<TimeSpan> took) => took.Count == 0 ? new(TimeSpan.Zero, TimeSpan.Zero) : new(took[took.Count / 2], took[^1]);

    private bool IsLike(Calm now) => now.Median <= (Factor * Median) + Slack && now.Longest <= (Factor * Longest) + LongestSlack;
}
