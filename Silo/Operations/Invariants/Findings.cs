namespace Marketplace.Silo.Operations.Invariants;

/// <summary>Gathers what is found broken, up to a bound: a hundred tell as much as a million.</summary>
internal sealed class Findings
{
    private const int Most = 100;
    private readonly List<InvariantViolation> _violations = [];

    public IReadOnlyList<InvariantViolation> Violations => _violations;

    public void Add(string invariant, string detail)
    {
        if (_violations.Count < Most)
            _violations.Add(new(invariant, detail));
    }

    public void Check(bool holds, string invariant, Func<string> detail)
    {
        if (!holds)
            Add(invariant, detail());
    }
}
