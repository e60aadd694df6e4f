namespace Marketplace.LoadTests.Injection;

/// <summary>How long to inject load.</summary>
/// <param name="WarmUp">Time at the start that is reported apart.</param>
/// <param name="Duration">Time that is measured.</param>
internal sealed record InjectionPlan(TimeSpan WarmUp, TimeSpan Duration);
