namespace Marketplace.Grains.Orders.Decisions;

/// <summary>An attempt to become paid. It tells at once whether it was decided so, before that is durable.</summary>
internal sealed class PaidAttempt(OrderNames names)
{
    public OrderNames Names => names;

    public bool IsDecided { get; set; }
}
