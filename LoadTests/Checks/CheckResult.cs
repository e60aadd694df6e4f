namespace Marketplace.LoadTests.Checks;

/// <summary>The result of a check.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="Detail">How much was looked at, or why nothing was.</param>
/// <param name="Violations">What is wrong; the first few of many.</param>
internal sealed record CheckResult(string Name, CheckOutcome Outcome, string Detail, IReadOnlyList<string> Violations)
{
    /// <summary>The most violations that a result lists.</summary>
    public const int MostViolations = 10;

    /// <summary>Held when there are no <paramref name="violations"/>, otherwise broken.</summary>
    public static CheckResult Of(string name, string detail, IReadOnlyCollection<string> violations) => violations.Count == 0
        ? new CheckResult(name, CheckOutcome.Held, detail, [])
        : new CheckResult(name, CheckOutcome.Broken, $"{detail}; {violations.Count} violations", [.. violations.Take(MostViolations)]);
}
