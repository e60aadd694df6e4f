using Marketplace.LoadTests.Injection;

namespace Marketplace.LoadTests.Scenarios;

/// <summary>One who carries out iterations of a scenario, one after the other.</summary>
/// <remarks>Not thread-safe; it may keep buffers from one iteration to the next.</remarks>
internal interface IVirtualUser : IDisposable
{
    /// <summary>Carries out one iteration and records what it measures. What the server does wrong is recorded, not thrown.</summary>
    ValueTask RunAsync(Iteration iteration);
}
