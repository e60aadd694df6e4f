using System.Globalization;
using System.Text.Json;

namespace Marketplace.Crash.Tests.Checks;

/// <summary>An order as the API tells it, put together from its own entity and its sellers'.</summary>
internal sealed record OrderRecord(
    string OrderId, string CustomerId, string Status, bool WasPaid, decimal Total, decimal? Refunded, IReadOnlyList<OrderPart> Parts,
    IReadOnlyList<string> Vouchers)
{
    /// <summary>Whether money was taken and not repaid whole.</summary>
    public bool IsSold => Status is "paid" or "shipped" or "delivered";

    public static OrderRecord Of(JsonElement order)
    {
        var units = order.GetProperty("lines").EnumerateArray()
            .GroupBy(line => line.GetProperty("sellerId").GetString()!, line => line.GetProperty("quantity").GetInt64())
            .ToDictionary(lines => lines.Key, lines => lines.Sum());
        return new(
            order.GetProperty("orderId").GetString()!,
            order.GetProperty("customerId").GetString()!,
            order.GetProperty("status").GetString()!,
            order.TryGetProperty("paidAt", out _),
            Amount(order.GetProperty("totals").GetProperty("total")),
            order.TryGetProperty("refunded", out var refunded) ? Amount(refunded) : null,
            [
                .. order.GetProperty("bySeller").EnumerateArray().Select(part => new OrderPart(
                    part.GetProperty("sellerId").GetString()!,
                    part.GetProperty("packageId").GetString()!,
                    part.TryGetProperty("status", out var status) ? status.GetString() : null,
                    Amount(part.GetProperty("total")),
                    units[part.GetProperty("sellerId").GetString()!])),
            ],
            order.TryGetProperty("vouchers", out var vouchers) ? [.. vouchers.EnumerateArray().Select(voucher => voucher.GetString()!)] : []);
    }

    public static decimal Amount(JsonElement money) => decimal.Parse(money.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);
}
