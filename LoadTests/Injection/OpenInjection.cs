using System.Threading.Channels;
using Marketplace.LoadTests.Scenarios;

namespace Marketplace.LoadTests.Injection;

/// <summary>
/// Iterations at a fixed rate, whether or not the server keeps up, as independent customers would arrive.
/// </summary>
/// <remarks>
/// Each iteration has an intended start. When all users are busy it waits for one, and the wait is part of its response time; when
/// it would wait longer than <paramref name="longestWait"/> it is dropped and counted.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="rate">Iterations a second.</param>
/// <param name="users">How many run at the same time at most.</param>
/// <param name="longestWait">How long an iteration waits for a user at most.</param>
internal sealed class OpenInjection(TimeProvider time, double rate, int users, TimeSpan longestWait) : IInjection
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public double? Rate => rate;

    public int Users => users;

    public async Task RunAsync(IScenario scenario, Timeline timeline, CancellationToken stop)
    {
        var waiting = Math.Max(1, (int)(rate * longestWait.TotalSeconds));
        var arrivals = Channel.CreateBounded<long>(new BoundedChannelOptions(waiting) { SingleWriter = true });
        var work = new Task[users];
        for (var user = 0; user < users; user++)
            work[user] = Task.Run(() => WorkAsync(scenario, timeline, arrivals.Reader, stop), CancellationToken.None);
        await ArriveAsync(timeline, arrivals.Writer, stop);
        arrivals.Writer.Complete();
        await Task.WhenAll(work);
    }

    private async Task ArriveAsync(Timeline timeline, ChannelWriter<long> arrivals, CancellationToken stop)
    {
        var ticksBetween = time.TimestampFrequency / rate;
        long number = 0;
        while (!stop.IsCancellationRequested)
        {
            var now = time.GetTimestamp();
            var intended = timeline.Start;
            // One timer for all arrivals: it wakes each millisecond and lets go of all that are due by then.
            for (; (intended = timeline.Start + (long)(number * ticksBetween)) <= now && intended < timeline.End; number++)
                if (!arrivals.TryWrite(intended)) timeline.RecorderAt(intended).Drop();
            if (intended >= timeline.End) return;
            var wait = time.GetElapsedTime(now, intended);
            await Task.Delay(wait < Tick ? Tick : wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(IScenario scenario, Timeline timeline, ChannelReader<long> arrivals, CancellationToken stop)
    {
        using var user = scenario.CreateUser();
        while (await NextAsync(arrivals) is { } intended && !stop.IsCancellationRequested)
        {
            if (time.GetElapsedTime(intended) > longestWait)
            {
                timeline.RecorderAt(intended).Drop();
                continue;
            }
            await user.RunAsync(timeline.Begin(intended));
            timeline.Finish();
        }
    }

    // Waiting for "something to read" would wake every idle user at each arrival; this wakes one.
    private static async ValueTask<long?> NextAsync(ChannelReader<long> arrivals)
    {
        try
        {
            return await arrivals.ReadAsync(CancellationToken.None);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }
}
