namespace Orleans.Entities;

/// <summary>How far a reader has come in one partition of the log.</summary>
/// <remarks>
/// It carries the log's id and the last event's name, so that a restored backup, a log made anew or a truncated one is recognised:
/// the reader rebuilds then, and never skips.
/// </remarks>
/// <param name="LogId">The log this position is in.</param>
/// <param name="Next">The offset to read on from, right behind the last event; 0 at the start.</param>
/// <param name="Last">The id of the event before <paramref name="Next"/> (<see cref="LogEvent.Id"/>); null at the start.</param>
[GenerateSerializer, Immutable, Alias("Orleans.Entities.LogPosition")]
public sealed record LogPosition([property: Id(0)] Guid LogId, [property: Id(1)] long Next, [property: Id(2)] string? Last);
