using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orleans.Entities.Tests;

/// <summary>A head that is its own history: which calls changed it, in order.</summary>
[GenerateSerializer, Immutable, Alias("tests.SimulatedState")]
public sealed record SimulatedState([property: Id(0)] ImmutableArray<int> Applied)
{
    public static readonly SimulatedState Empty = new(ImmutableArray<int>.Empty);
}

/// <summary>A row that tells which call put it.</summary>
[GenerateSerializer, Immutable, Alias("tests.SimulatedRow")]
public sealed record SimulatedRow([property: Id(0)] int Call)
{
    public static readonly RowSet<SimulatedRow> All = new("rows");
}

[Alias("tests.simulation.changed.v1")]
public sealed record SimulatedChange(int Call);

[JsonSerializable(typeof(SimulatedChange))]
public sealed partial class SimulatedEvents : JsonSerializerContext;
