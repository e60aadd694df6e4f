using Marketplace.LoadTests.Scenarios;

namespace Marketplace.LoadTests.Injection;

/// <summary>A fixed number of users, each of which starts its next iteration when the last has ended.</summary>
internal sealed class ClosedInjection(TimeProvider time, int users) : IInjection
{
    public double? Rate => null;

    public int Users => users;

    public Task RunAsync(IScenario scenario, Timeline timeline, CancellationToken stop)
    {
        var work = new Task[users];
        for (var user = 0; user < users; user++) work[user] = Task.Run(() => WorkAsync(scenario, timeline, stop), CancellationToken.None);
        return Task.WhenAll(work);
    }

    private async Task WorkAsync(IScenario scenario, Timeline timeline, CancellationToken stop)
    {
        using var user = scenario.CreateUser();
        for (var now = time.GetTimestamp(); now < timeline.End && !stop.IsCancellationRequested; now = time.GetTimestamp())
        {
            await user.RunAsync(timeline.Begin(now));
            timeline.Finish();
        }
    }
}
