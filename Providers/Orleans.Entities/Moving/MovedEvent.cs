namespace Orleans.Entities;

/// <summary>An event in the log; those of a partition come in order.</summary>
/// <param name="Event">The event, with its place.</param>
public sealed record MovedEvent(LogEvent Event) : MoveRecord;
