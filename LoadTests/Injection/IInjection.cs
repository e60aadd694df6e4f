using Marketplace.LoadTests.Scenarios;

namespace Marketplace.LoadTests.Injection;

/// <summary>A way to start iterations.</summary>
internal interface IInjection
{
    /// <summary>Iterations a second that are asked for, or null when as many as the server takes.</summary>
    double? Rate { get; }

    /// <summary>Users at work at the same time.</summary>
    int Users { get; }

    /// <summary>Runs iterations until the timeline ends or <paramref name="stop"/> is cancelled, and lets those under way finish.</summary>
    Task RunAsync(IScenario scenario, Timeline timeline, CancellationToken stop);
}
