using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Interfaces.Shipments;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Hosting;

/// <summary>What holds of a shop when nothing runs any more.</summary>
internal static class ShopInvariants
{
    /// <summary>Waits until every order has come to an end and every unit to its place, and holds money and goods against each other.</summary>
    public static async Task<List<OrderView>> CheckAsync(Shop shop, IReadOnlyDictionary<string, long> offered)
    {
        await shop.Fixture.EventuallyAsync(async () => (await shop.OrdersAsync()).Find(IsOpen) is { } open
            ? $"Order {open.OrderId} is {open.Status}."
            : null);
        var sold = new List<OrderLine>();
        foreach (var order in await shop.OrdersAsync())
            await CheckPartsAsync(shop, order, sold);

        var orders = await shop.OrdersAsync();
        var books = shop.Fixture.Gateway.Records;
        Assert.Equal(
            orders.Where(order => order.Status == OrderStatus.Paid)
                .Select(order => (order.OrderId, order.Totals.Total.Amount, order.Refunded?.Amount)).Order(),
            books.Where(book => book.Value.State == PaymentState.Captured)
                .Select(book => (book.Key, book.Value.Amount!.Value.Amount, book.Value.Refunded?.Amount)).Order());
        Assert.Equal(
            orders.Where(order => order.Status == OrderStatus.Refunded).Select(order => order.OrderId).Order(),
            books.Where(book => book.Value.State == PaymentState.Repaid).Select(book => book.Key).Order());
        Assert.DoesNotContain(books.Values, book => book.State == PaymentState.Pending);
        foreach (var (product, units) in offered)
            await CheckAsync(shop, product, units, sold.Where(line => line.ProductId == product).Sum(line => (long)line.Quantity));
        return orders;
    }

    /// <summary>Null when each voucher is used by the orders that live with it and by none else; otherwise the first that is not.</summary>
    public static async Task<string?> UnlikeAsync(Shop shop, IReadOnlyList<OrderView> orders, params string[] vouchers)
    {
        foreach (var id in vouchers)
        {
            var living = orders.Where(order => order.Status == OrderStatus.Paid && order.Vouchers.Contains(id)).Select(order => order.OrderId).Order();
            var (voucher, uses) = ((await shop.Voucher(id).GetAsync())!, (await UsesAsync(shop, id)).Order());
            Assert.InRange(voucher.Uses, 0, voucher.Terms.Limit ?? long.MaxValue);
            if (voucher.Uses != uses.Count() || !living.SequenceEqual(uses))
                return $"{voucher}: {string.Join(' ', living)} live with it, {string.Join(' ', uses)} use it.";
        }

        return null;
    }

    private static async Task<List<string>> UsesAsync(Shop shop, string voucher)
        => [.. (await shop.Fixture.Services.GetRequiredService<IEntityStore>().ReadRangeAsync(new("voucher", voucher), "uses", null, 10_000))
            .Select(use => use.Key.Key)];

    private static async Task CheckAsync(Shop shop, string product, long units, long sold)
        => await shop.Fixture.EventuallyAsync(async () =>
        {
            var level = (await shop.Stock(product).GetAsync())!;
            return level.Reserved == 0 && level.Sold == sold && level.OnHand + level.Sold == units
                ? null
                : $"{product}: {level}, and {sold} are in paid orders.";
        });

    /// <summary>Each part of a paid order is its seller's to deliver, or taken back and repaid; of one that was repaid whole all are taken back.</summary>
    private static async Task CheckPartsAsync(Shop shop, OrderView order, List<OrderLine> sold)
    {
        if (order.PaidAt is null)
            return;
        var sellers = order.Sellers();
        var isWithdrawn = new bool[sellers.Length];
        await shop.Fixture.EventuallyAsync(async () =>
        {
            order = (await shop.Order(order.OrderId).GetAsync())!;
            var repaid = 0m;
            for (var place = 0; place < sellers.Length; place++)
            {
                var package = await shop.Shipments(sellers[place]).GetPackageAsync(PublicId.OfPackage(order.OrderId, place));
                if (package is null)
                    return $"{sellers[place]} has not heard of {order.OrderId}.";
                isWithdrawn[place] = package.Status == PackageStatus.Withdrawn;
                if (isWithdrawn[place])
                    repaid += package.Lines.Sum(line => line.Total.Amount);
            }

            return repaid == (order.Refunded?.Amount ?? 0) ? null : $"{order.OrderId}: {repaid} is withdrawn, {order.Refunded} repaid.";
        });
        Assert.Equal(order.Status == OrderStatus.Refunded, isWithdrawn.All(withdrawn => withdrawn));
        sold.AddRange(order.Lines.Where(line => !isWithdrawn[sellers.IndexOf(line.SellerId)]));
    }

    private static bool IsOpen(OrderView order)
        => order.Status is OrderStatus.Placed or OrderStatus.AwaitingPayment or OrderStatus.Cancelling;
}
