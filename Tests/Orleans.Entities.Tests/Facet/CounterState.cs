using System.Collections.Immutable;

namespace Orleans.Entities.Tests;

/// <summary>A head for tests: a sum, and the ids of what was added.</summary>
[GenerateSerializer, Immutable, Alias("tests.CounterState")]
public sealed record CounterState : IHasOpenWork
{
    [Id(0)]
    public int Sum { get; init; }

    [Id(1)]
    public ImmutableHashSet<string> Seen { get; init; } = [];

    [Id(2)]
    public bool IsOpen { get; init; }

    public bool HasOpenWork => IsOpen;
}
