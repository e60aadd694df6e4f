namespace Marketplace.Silo.Operations.Invariants;

/// <summary>Gathers what is found broken, up to a bound: a hundred tell as much as a million.</summary>
internal sealed class Findings
{
    /// <summary>How often an entity is read whose head and rows are read apart, where writes come between.</summary>
    public const int Tries = 3;

    private const int Most = 100;
    private readonly List<InvariantViolation> _violations = [];

    public IReadOnlyList<InvariantViolation> Violations => _violations;

    /// <summary>Whether nothing was passed over.</summary>
    public bool AreAll { get; private set; } = true;

    public void Add(string invariant, string detail)
    {
        if (_violations.Count < Most)
            _violations.Add(new(invariant, detail));
    }

    /// <summary>Something was not compared: it did not stand still.</summary>
    public void PassOver() => AreAll = false;

    public void Check(bool holds, string invariant, Func<string> detail)
    {
        if (!holds)
            Add(invariant, detail());
    }
}
