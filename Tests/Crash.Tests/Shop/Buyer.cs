using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Shop;

/// <summary>Buys, has some orders shipped or delivered, and cancels others, some of which are shipped in part.</summary>
internal sealed class Buyer(PatientClient client, string name, int seed, ConcurrentBag<Purchase> purchases)
{
    private static readonly string[] Cards =
    [
        "4242424242424242", "4242424242424242", "4242424242424242", "4242424242424242", "4242424242424242", "4242424242424242",
        "4000000000000002", "4000000000000119", "4000000000000127", "4000000000000341",
    ];

    // The scarce one is soon used up, and had again when an order is cancelled.
    private static readonly string[][] Vouchers = [[], [], [], [Catalogue.Voucher], [Catalogue.Voucher, Catalogue.ScarceVoucher]];

    private readonly Random _random = new(seed);

    /// <summary>Buys until told to stop; what has begun is brought to its end.</summary>
    public async Task BuyAsync(CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var purchase = await CheckOutAsync(string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"));
            purchases.Add(purchase is { OrderId: not null, Status: "paid" or "awaitingPayment" } ? await GoOnAsync(purchase) : purchase);
        }
    }

    private async Task<Purchase> CheckOutAsync(string key)
    {
        var created = await client.SendAsync(HttpMethod.Post, "/v1/carts", $$"""{"customerId":"{{name}}"}""", key + "-cart");
        var cart = created.Body.GetProperty("cartId").GetString()!;
        foreach (var (seller, product) in Choose())
        {
            var quantity = _random.Next(1, 4);
            await client.SendAsync(HttpMethod.Put, $"/v1/carts/{cart}/items/{seller}/{product}", $$"""{"quantity":{{quantity}}}""");
        }

        var body = JsonSerializer.Serialize(new
        {
            customerId = name,
            address = new { name, street = "Main Street 1", city = "Lisbon" },
            payment = new
            {
                type = "card",
                card = new { number = Cards[_random.Next(Cards.Length)], holder = name, expiry = "1230", securityCode = "123" },
            },
            vouchers = Vouchers[_random.Next(Vouchers.Length)],
        });
        var answer = await client.SendAsync(HttpMethod.Post, $"/v1/carts/{cart}/checkout", body, key);
        return new Purchase
        {
            CustomerId = name,
            CartId = cart,
            Key = key,
            Body = body,
            OrderId = answer.Text("orderId"),
            Status = answer.Text(answer.IsSuccess ? "status" : "code")!,
            Tries = answer.Tries,
        };
    }

    private async Task<Purchase> GoOnAsync(Purchase purchase) => _random.Next(6) switch
    {
        0 => await CancelAsync(purchase),
        1 => await CancelAsync(await HandOverAsync(purchase, "ship")),
        2 => await HandOverAsync(purchase, "deliver"),
        3 => await CancelAsync(await HandOverAsync(purchase, "deliver")),
        _ => purchase,
    };

    private async Task<Purchase> CancelAsync(Purchase purchase)
    {
        var answer = await client.SendAsync(
            HttpMethod.Post, $"/v1/orders/{purchase.OrderId}/cancel", """{"reason":"too late"}""", purchase.Key + "-cancel");
        return purchase with { Cancelled = answer.IsSuccess ? Purchase.Granted : answer.Text("code") };
    }

    /// <summary>One of the sellers hands over its part.</summary>
    private async Task<Purchase> HandOverAsync(Purchase purchase, string verb)
    {
        var order = await client.SendAsync(HttpMethod.Get, $"/v1/orders/{purchase.OrderId}");
        var parts = order.Body.GetProperty("bySeller");
        var package = parts[_random.Next(parts.GetArrayLength())].GetProperty("packageId").GetString()!;
        var answer = await client.SendAsync(HttpMethod.Post, $"/v1/packages/{package}/{verb}", "{}", $"{purchase.Key}-{verb}");
        if (!answer.IsSuccess)
            return purchase;
        return verb == "ship" ? purchase with { Shipped = [package] } : purchase with { Delivered = [package] };
    }

    private IEnumerable<(string Seller, string Product)> Choose()
    {
        var all = Catalogue.Sellers.SelectMany(seller => Catalogue.Products.Select(product => (seller, product))).ToArray();
        _random.Shuffle(all);
        return all.Take(_random.Next(1, 5));
    }
}
