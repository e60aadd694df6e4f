using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Shop;

/// <summary>Holds what the buyers were told against what the marketplace has.</summary>
internal static class Books
{
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(60);

    /// <summary>Waits until no order is open and nothing is reserved, then checks everything.</summary>
    public static async Task CheckAsync(MarketplaceProgram program, ConcurrentBag<Purchase> purchases)
    {
        var report = await SettledAsync(program);
        var orders = report.GetProperty("orders");
        var captures = report.GetProperty("captures").GetProperty("count").GetInt64();
        var stock = report.GetProperty("stock");

        Assert.True(report.GetProperty("holds").GetBoolean(), $"{report}\n{program.Output}");
        Assert.Equal(Count(orders, "paid"), captures);
        Assert.Equal(0, stock.GetProperty("reserved").GetInt64());
        Assert.Equal(Catalogue.Units, stock.GetProperty("onHand").GetInt64() + stock.GetProperty("sold").GetInt64());

        var ended = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var purchase in purchases.Where(purchase => purchase.OrderId is not null))
            ended.Add(purchase.OrderId!, await CheckOrderAsync(program, purchase));
        Assert.Equal(ended.Values.Count(status => status == "paid"), Count(orders, "paid"));
        await CheckDashboardsAsync(program, ended.Count(order => order.Value == "paid"));
    }

    private static async Task<JsonElement> SettledAsync(MarketplaceProgram program)
    {
        using var limit = new CancellationTokenSource(SettleLimit);
        var report = default(JsonElement);
        while (!limit.IsCancellationRequested)
        {
            report = await program.Operators.GetFromJsonAsync<JsonElement>(new Uri("/operations/invariants", UriKind.Relative), limit.Token);
            var orders = report.GetProperty("orders");
            if (Count(orders, "placed") + Count(orders, "awaitingPayment") + Count(orders, "cancelling") == 0
                && report.GetProperty("stock").GetProperty("reserved").GetInt64() == 0
                && report.GetProperty("awaitedPackages").GetInt64() == 0
                && report.GetProperty("consistent").GetBoolean()
                && report.GetProperty("holds").GetBoolean())
                return report;
            await Task.Delay(100, CancellationToken.None);
        }

        Assert.Fail($"Not settled within {SettleLimit}: {report}\n{program.Output}");
        return report;
    }

    private static async Task<string> CheckOrderAsync(MarketplaceProgram program, Purchase purchase)
    {
        var order = await program.Http.GetFromJsonAsync<JsonElement>(new Uri($"/v1/orders/{purchase.OrderId}", UriKind.Relative));
        var status = order.GetProperty("status").GetString()!;
        var expected = purchase.Status switch
        {
            "awaitingPayment" => new[] { "paid", "paymentFailed" },
            "payment.declined" => ["paymentFailed"],
            "stock.insufficient" => ["rejected"],
            var told => [told],
        };
        Assert.Contains(status, expected);
        return status;
    }

    private static async Task CheckDashboardsAsync(MarketplaceProgram program, int paid)
    {
        var orders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var seller in Catalogue.Sellers)
        {
            for (var cursor = ""; cursor is not null;)
            {
                var page = await program.Http.GetFromJsonAsync<JsonElement>(
                    new Uri($"/v1/sellers/{seller}/dashboard?limit=200{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}", UriKind.Relative));
                foreach (var package in page.GetProperty("items").EnumerateArray())
                    orders.Add(package.GetProperty("orderId").GetString()!);
                cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            }
        }

        Assert.Equal(paid, orders.Count);
    }

    private static long Count(JsonElement orders, string state)
        => orders.TryGetProperty(state, out var count) ? count.GetInt64() : 0;
}
