namespace Orleans.Entities;

/// <summary>How far a move is.</summary>
/// <param name="Phase">What is done now.</param>
/// <param name="Counts">Records so far by what they are: entities, rows, events, positions and the names of parts.</param>
/// <param name="Bytes">Their bytes, as far as this run has seen them.</param>
public sealed record MoveProgress(MovePhase Phase, IReadOnlyDictionary<string, long> Counts, long Bytes);
