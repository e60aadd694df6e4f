using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Checks.Thresholds;

namespace Marketplace.LoadTests.Reports;

/// <summary>All there is to say about a run.</summary>
/// <param name="Scenario">What was run.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Settings">How, by the names of the command line's options.</param>
/// <param name="Machine">Where.</param>
/// <param name="WarmUp">The phase before measuring.</param>
/// <param name="Measured">The phase that counts.</param>
/// <param name="Generator">What the generator itself cost while measuring.</param>
/// <param name="Interrupted">Whether it was ended early.</param>
/// <param name="Checks">What must hold afterwards.</param>
/// <param name="Thresholds">What was demanded of the figures.</param>
internal sealed record RunReport(
    string Scenario,
    DateTimeOffset StartedAt,
    IReadOnlyDictionary<string, string> Settings,
    MachineReport Machine,
    PhaseReport WarmUp,
    PhaseReport Measured,
    GeneratorReport Generator,
    bool Interrupted,
    IReadOnlyList<CheckResult> Checks,
    IReadOnlyList<ThresholdResult> Thresholds)
{
    /// <summary>The first of these that is true decides: broken, dropped, missed, not checked, passed.</summary>
    public Verdict Verdict =>
        Checks.Any(check => check.Outcome == CheckOutcome.Broken) ? Verdict.InvariantBroken
        : Measured.Dropped > 0 ? Verdict.IterationsDropped
        : Thresholds.Any(threshold => !threshold.IsMet) ? Verdict.ThresholdMissed
        : Checks.Any(check => check.Outcome == CheckOutcome.NotChecked) ? Verdict.NotChecked
        : Verdict.Passed;
}
