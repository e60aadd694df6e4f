namespace Orleans.Entities.Tests;

/// <summary>One activation in a simulation: an engine with its view of the store.</summary>
internal sealed class Activation(ActivationStore store, long openedAt)
{
    public EntityEngine<SimulatedState> Engine { get; set; } = null!;

    public ActivationStore Store => store;

    /// <summary>The version that was stored when it was opened.</summary>
    public long OpenedAt { get; set; } = openedAt;

    public bool IsDead { get; set; }

    public List<SimulatedCall> Decided { get; } = [];
}
