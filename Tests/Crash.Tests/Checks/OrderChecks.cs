using Marketplace.Crash.Tests.Shop;

namespace Marketplace.Crash.Tests.Checks;

/// <summary>Holds an order against what its buyer was told.</summary>
internal static class OrderChecks
{
    public static void Check(Purchase purchase, OrderRecord order)
    {
        var (isKept, matter) = (IsAsTold(purchase, order), $"{purchase}\n{order}\n{string.Join('\n', order.Parts)}");
        Assert.True(isKept, matter);
        Assert.True(purchase.Shipped.All(id => PartOf(order, id).Status is "shipped" or "delivered"), matter);
        Assert.True(purchase.Delivered.All(id => PartOf(order, id).Status is "delivered"), matter);

        var withdrawn = order.Parts.Where(part => part.IsWithdrawn).Sum(part => part.Total);
        if (order.IsSold)
            Assert.True(withdrawn == (order.Refunded ?? 0) && withdrawn < order.Total, matter);
        else if (order.WasPaid)
            Assert.True(order.Status == "refunded" && order.Refunded == order.Total && withdrawn == order.Total, matter);
        else
            Assert.True(order.Parts.All(part => part.Status is null) && order.Refunded == (order.Status == "refunded" ? order.Total : null), matter);
    }

    private static bool IsAsTold(Purchase purchase, OrderRecord order) => (purchase.Cancelled, purchase.Status) switch
    {
        (Purchase.Granted, _) => order.Status is "cancelled" or "refunded" || order is { IsSold: true, Refunded: not null },
        ("order.shipped", _) => order is { IsSold: true, Refunded: null },

        // Only an order that had come to its end by itself refuses.
        ("state.conflict", "awaitingPayment") => order.Status is "paymentFailed",
        (null, "paid") => order is { IsSold: true, Refunded: null },
        (null, "awaitingPayment") => order is { IsSold: true, Refunded: null } or { Status: "paymentFailed" },
        (null, "cancelling") => order.Status is "rejected" or "paymentFailed",
        (null, "payment.declined") => order.Status is "paymentFailed",
        (null, "stock.insufficient" or "voucher.usedUp") => order.Status is "rejected",
        _ => false,
    };

    private static OrderPart PartOf(OrderRecord order, string packageId) => order.Parts.Single(part => part.PackageId == packageId);
}
