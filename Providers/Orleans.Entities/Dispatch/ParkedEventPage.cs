namespace Orleans.Entities;

/// <summary>Some parked events of a dispatcher.</summary>
/// <param name="Items">The events in the order of their ids.</param>
/// <param name="Next">What to ask on from; null at the end.</param>
/// <param name="Total">How many the dispatcher has parked.</param>
[GenerateSerializer, Immutable, Alias("Orleans.Entities.ParkedEventPage")]
public sealed record ParkedEventPage(
    [property: Id(0)] IReadOnlyList<ParkedEvent> Items, [property: Id(1)] string? Next, [property: Id(2)] int Total);
