namespace Orleans.Entities;

/// <summary>How far a projection has come.</summary>
/// <param name="Name">The projection.</param>
/// <param name="State">What its runner is doing.</param>
/// <param name="Offsets">By partition: everything below is applied. Empty until it was opened once.</param>
/// <param name="Rebuilding">Whether it is being built anew beside the one that serves.</param>
public sealed record ProjectionProgress(string Name, ProjectionState State, IReadOnlyList<long> Offsets, bool Rebuilding);
