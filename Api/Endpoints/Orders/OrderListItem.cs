using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Queries;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>An order in a list.</summary>
internal sealed record OrderListItem
{
    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>Who buys.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Where the order is; what became of its packages is told apart.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>What it costs.</summary>
    public required Money Total { get; init; }

    /// <summary>What was repaid.</summary>
    public Money? Refunded { get; init; }

    /// <summary>How many lines it has.</summary>
    public required int Lines { get; init; }

    /// <summary>How many packages it has.</summary>
    public required int Packages { get; init; }

    /// <summary>How many of them are delivered.</summary>
    public required int Delivered { get; init; }

    /// <summary>Why it ended without goods.</summary>
    public string? Reason { get; init; }

    public static OrderListItem Of(OrderSummary summary) => new()
    {
        OrderId = summary.OrderId,
        CustomerId = summary.CustomerId,
        Status = summary.Status,
        PlacedAt = summary.PlacedAt,
        Total = summary.Total,
        Refunded = summary.Refunded,
        Lines = summary.Lines,
        Packages = summary.Packages,
        Delivered = summary.Delivered,
        Reason = summary.Reason,
    };
}
