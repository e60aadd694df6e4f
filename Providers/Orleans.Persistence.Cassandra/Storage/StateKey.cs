using Orleans.Cassandra;

namespace Orleans.Persistence.Cassandra;

/// <summary>What a state of a service is found by.</summary>
internal readonly record struct StateKey(GrainId Grain, string StateName)
{
    /// <summary>How messages name it: shortened, since names may be long.</summary>
    public override string ToString() => $"The state {NamesInMessages.Of(StateName, Grain)}";
}
