namespace Marketplace.Grains.Stock;

/// <summary>How stock looks after its reservations. Bound to <c>Marketplace:Stock</c>.</summary>
public sealed class StockOptions
{
    /// <summary>
    /// The age from which on an item asks the order what became of a reservation; more than zero, at most a day. An order that is paid confirms
    /// its reservations, but that message can be lost with a process.
    /// </summary>
    public TimeSpan AskAfter { get; set; } = TimeSpan.FromMinutes(1);
}
