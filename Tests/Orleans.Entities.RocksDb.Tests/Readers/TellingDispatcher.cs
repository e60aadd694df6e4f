namespace Orleans.Entities.RocksDb.Tests.Readers;

/// <summary>Tells one of five targets of each entity's events, and refuses the events of one entity.</summary>
public sealed class TellingDispatcher(Told told) : IEventDispatcher
{
    public string Name => "telling";

    public IReadOnlyCollection<string> EventTypes => ["tests.thing.happened.v1"];

    public IEnumerable<GrainId> TargetsOf(LogEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return [GrainId.Create("target", $"{value.Entity.Id[^1]}")];
    }

    public Task DeliverAsync(GrainId target, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Any(e => e.Entity.Id.StartsWith("poison", StringComparison.Ordinal)))
            throw new EventRefusedException("Poison.");
        foreach (var value in events)
            told.Events.Enqueue(value);
        return Task.CompletedTask;
    }
}
