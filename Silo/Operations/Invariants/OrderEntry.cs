using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>An order, as far as others are held against it.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="IsOpen">Whether it still has something to do.</param>
/// <param name="Total">What it costs, when it is paid.</param>
internal sealed record OrderEntry(OrderStatus Status, bool IsOpen, Money? Total)
{
    /// <summary>Whether it may hold units or money: it is paid, or goes on.</summary>
    public bool IsAlive => IsOpen || Status == OrderStatus.Paid;
}
