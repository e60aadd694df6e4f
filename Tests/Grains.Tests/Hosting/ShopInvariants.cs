using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;

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
        var orders = await shop.OrdersAsync();
        var books = shop.Fixture.Gateway.Records;
        Assert.Equal(
            orders.Where(order => order.Status == OrderStatus.Paid).Select(order => (order.OrderId, order.Totals.Total.Amount)).Order(),
            books.Where(book => book.Value.State == PaymentState.Captured).Select(book => (book.Key, book.Value.Amount!.Value.Amount)).Order());
        Assert.Equal(
            orders.Where(order => order.Status == OrderStatus.Refunded).Select(order => order.OrderId).Order(),
            books.Where(book => book.Value.State == PaymentState.Repaid).Select(book => book.Key).Order());
        Assert.DoesNotContain(books.Values, book => book.State == PaymentState.Pending);
        foreach (var (product, units) in offered)
            await CheckAsync(shop, product, units, SoldOf(orders, product));
        return orders;
    }

    private static async Task CheckAsync(Shop shop, string product, long units, long sold)
        => await shop.Fixture.EventuallyAsync(async () =>
        {
            var level = (await shop.Stock(product).GetAsync())!;
            return level.Reserved == 0 && level.Sold == sold && level.OnHand + level.Sold == units
                ? null
                : $"{product}: {level}, and {sold} are in paid orders.";
        });

    private static long SoldOf(List<OrderView> orders, string product)
        => orders.Where(order => order.Status == OrderStatus.Paid)
            .SelectMany(order => order.Lines)
            .Where(line => line.ProductId == product)
            .Sum(line => (long)line.Quantity);

    private static bool IsOpen(OrderView order)
        => order.Status is OrderStatus.Placed or OrderStatus.AwaitingPayment or OrderStatus.Cancelling;
}
