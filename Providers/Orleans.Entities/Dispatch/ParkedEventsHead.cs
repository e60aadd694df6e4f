namespace Orleans.Entities;

/// <summary>The head of a dispatcher's parked events.</summary>
[GenerateSerializer, Immutable, Alias("Orleans.Entities.ParkedEventsHead")]
internal sealed record ParkedEventsHead([property: Id(0)] int Count)
{
    public static readonly RowSet<ParkedEvent> Rows = new("events");
}
