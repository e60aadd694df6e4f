using System.Globalization;
using System.Text.Json;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>An order with what became of its packages.</summary>
internal sealed record OrderReply
{
    /// <summary>Its id.</summary>
    public required string OrderId { get; init; }

    /// <summary>The order's version.</summary>
    public required long Version { get; init; }

    /// <summary>
    /// placed, awaitingPayment, paid, shipped (some of it), delivered (all of it), cancelling, cancelled, paymentFailed, rejected,
    /// refunded; new words may come.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>The cart it came from.</summary>
    public required string CartId { get; init; }

    /// <summary>Who buys.</summary>
    public required string CustomerId { get; init; }

    /// <summary>What is bought.</summary>
    public required IReadOnlyList<OrderLineReply> Lines { get; init; }

    /// <summary>The parts by seller.</summary>
    public required IReadOnlyList<OrderSellerReply> BySeller { get; init; }

    /// <summary>The sums.</summary>
    public required OrderTotalsReply Totals { get; init; }

    /// <summary>The ids of its vouchers, in the order they were taken off in; what they take off is each line's discount.</summary>
    public IReadOnlyList<string>? Vouchers { get; init; }

    /// <summary>Where it goes.</summary>
    public required Address Address { get; init; }

    /// <summary>How it is paid.</summary>
    public required OrderPaymentReply Payment { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it was paid.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When it ended without goods.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended without goods.</summary>
    public string? Reason { get; init; }

    /// <summary>What was repaid.</summary>
    public Money? Refunded { get; init; }

    /// <summary>The lines that could not be had.</summary>
    public IReadOnlyList<OrderProblemReply>? Problems { get; init; }

    /// <param name="order">The order.</param>
    /// <param name="packages">Its packages in the sellers' order, null where a seller has none yet; empty when nobody asked.</param>
    public static OrderReply Of(OrderView order, IReadOnlyList<Package?> packages) => new()
    {
        OrderId = order.OrderId,
        Version = order.Version,
        Status = StatusOf(order, packages),
        CartId = order.CartId,
        CustomerId = order.CustomerId,
        Lines = [.. order.Lines.Select(OrderLineReply.Of)],
        BySeller = BySellerOf(order, packages),
        Totals = OrderTotalsReply.Of(order.Totals),
        Vouchers = order.Vouchers.IsDefaultOrEmpty ? null : order.Vouchers,
        Address = order.ShipTo,
        Payment = OrderPaymentReply.Of(order.Payment),
        PlacedAt = order.PlacedAt,
        PaidAt = order.PaidAt,
        EndedAt = order.EndedAt,
        Reason = order.Reason,
        Refunded = order.Refunded,
        Problems = order.Problems.IsDefaultOrEmpty ? null : [.. order.Problems.Select(OrderProblemReply.Of)],
    };

    /// <summary>Each part's version only grows, so their sum names the whole.</summary>
    public static string ETagOf(OrderView order, IReadOnlyList<Package?> packages)
        => string.Create(CultureInfo.InvariantCulture, $"\"{order.Version}.{packages.Sum(package => package?.Version ?? 0)}\"");

    private static string StatusOf(OrderView order, IReadOnlyList<Package?> packages)
    {
        if (order.Status != OrderStatus.Paid || packages.Count == 0)
            return JsonNamingPolicy.CamelCase.ConvertName(order.Status.ToString());
        if (packages.All(package => package?.Status == PackageStatus.Delivered))
            return "delivered";
        return packages.Any(package => package?.Status is PackageStatus.Shipped or PackageStatus.Delivered) ? "shipped" : "paid";
    }

    private static List<OrderSellerReply> BySellerOf(OrderView order, IReadOnlyList<Package?> packages)
    {
        var sellers = order.Sellers();
        var parts = new List<OrderSellerReply>(sellers.Length);
        for (var place = 0; place < sellers.Length; place++)
        {
            var seller = sellers[place];
            var total = order.Lines.Where(line => line.SellerId == seller).Aggregate(
                Money.Zero(order.Totals.Total.Currency), (sum, line) => sum + line.Total);
            PackageStatus? ready = order.Status == OrderStatus.Paid ? PackageStatus.ReadyToShip : null;
            parts.Add(new OrderSellerReply
            {
                SellerId = seller,
                PackageId = PublicId.OfPackage(order.OrderId, place),
                Status = place < packages.Count && packages[place] is { } package ? package.Status : ready,
                Total = total,
            });
        }

        return parts;
    }
}
