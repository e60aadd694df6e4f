namespace Orleans.Entities;

/// <summary>An event that stands for others.</summary>
/// <param name="Event">The event.</param>
/// <param name="Time">When it happened.</param>
public readonly record struct RestatedEvent(PendingEvent Event, DateTimeOffset Time);
