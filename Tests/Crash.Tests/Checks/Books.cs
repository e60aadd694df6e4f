using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;

namespace Marketplace.Crash.Tests.Checks;

/// <summary>Holds what clients were told against what the marketplace has, over all that was ever bought in one folder.</summary>
internal sealed class Books(MarketplaceProgram program)
{
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, OrderRecord> _orders = new(StringComparer.Ordinal);
    private readonly List<BenchmarkCheckout> _benchmark = [];
    private bool _isOpen;

    /// <summary>Puts what is sold, the first time.</summary>
    public async Task OpenShopAsync()
    {
        if (_isOpen)
            return;
        using var giveUp = new CancellationTokenSource(SettleLimit);
        await Catalogue.OpenAsync(new PatientClient(program.Http, giveUp.Token));
        _isOpen = true;
    }

    /// <summary>Waits until nothing is open and nothing is reserved, then checks everything.</summary>
    public async Task CheckAsync(Market market)
    {
        await SettledAsync("");
        foreach (var purchase in market.Purchases.Where(purchase => purchase.OrderId is not null))
        {
            var order = OrderRecord.Of(await ReadAsync(program.Http, $"/v1/orders/{purchase.OrderId}"));
            OrderChecks.Check(purchase, order);

            // Two acknowledged checkouts are two orders.
            _orders.Add(order.OrderId, order);
        }

        _benchmark.AddRange(market.BenchmarkCheckouts);
        await CheckFiguresAsync();
        await CheckNothingIsLeftAsync();
        foreach (var seller in Catalogue.Sellers)
            await CheckDashboardAsync(seller);

        // Lists and sums are behind what was answered, until they are at the log's end.
        await ProjectionChecks.CheckAsync(program.Operators, program.DataDirectory, () => program.Output, ProjectionChecks.All);
        foreach (var customer in market.Purchases.Select(purchase => purchase.CustomerId).Distinct())
            await CheckListAsync(customer);
        CheckSums();
    }

    /// <summary>Orders, money and goods add up: every paid order is one of ours, and every one of ours is paid once.</summary>
    public async Task CheckFiguresAsync()
    {
        var business = await SettledAsync("");
        foreach (var status in (string[])["cancelled", "refunded"])
            Assert.Equal(_orders.Values.Count(order => order.Status == status), Count(business, status));
        var sold = _orders.Values.Where(order => order.IsSold).ToList();
        Assert.Equal(sold.Count, Count(business, "paid"));
        Assert.Equal(sold.Sum(order => order.Parts.Where(part => !part.IsWithdrawn).Sum(part => part.Units)), Stock(business, "sold"));
        Assert.Equal(sold.Sum(order => order.Total - (order.Refunded ?? 0)), Captured(business));
        CheckGatewayAndGoods(business, Catalogue.Units);
        foreach (var voucher in (string[])[Catalogue.Voucher, Catalogue.ScarceVoucher])
        {
            var uses = (await ReadAsync(program.Http, $"/v1/vouchers/{voucher}")).GetProperty("uses").GetInt64();
            Assert.Equal(sold.Count(order => order.Vouchers.Contains(voucher)), uses);
        }

        var benchmark = await SettledAsync("om");
        CheckGatewayAndGoods(benchmark, Catalogue.BenchmarkUnits);
        Assert.InRange(
            Count(benchmark, "paid"),
            _benchmark.Count(checkout => checkout.Status == 200),
            _benchmark.Count(checkout => checkout.Status is 200 or 202));
    }

    private static void CheckGatewayAndGoods(JsonElement report, long units)
    {
        Assert.Equal(Count(report, "paid"), report.GetProperty("captures").GetProperty("count").GetInt64());
        Assert.Equal(Count(report, "refunded"), report.GetProperty("captures").GetProperty("repaid").GetInt64());
        Assert.Equal(units, Stock(report, "onHand") + Stock(report, "sold"));
        Assert.Equal(0, Stock(report, "reserved"));
    }

    private async Task<JsonElement> SettledAsync(string space)
    {
        using var limit = new CancellationTokenSource(SettleLimit);
        while (true)
        {
            var report = await ReadAsync(program.Operators, space.Length == 0 ? "/operations/invariants" : $"/operations/invariants?space={space}");
            if (Count(report, "placed") + Count(report, "awaitingPayment") + Count(report, "cancelling") + Stock(report, "reserved") == 0
                && report.GetProperty("awaitedPackages").GetInt64() == 0
                && report.GetProperty("holds").ValueKind == JsonValueKind.True
                && report.GetProperty("consistent").GetBoolean())
                return report;
            Assert.False(limit.IsCancellationRequested, $"Not settled within {SettleLimit}: {report}\n{program.Output}");
            await Task.Delay(100, CancellationToken.None);
        }
    }

    /// <summary>No order has open work, no event is parked.</summary>
    private async Task CheckNothingIsLeftAsync()
    {
        Assert.Empty((await ReadAsync(program.Operators, "/operations/orders/unfinished")).GetProperty("items").EnumerateArray());
        foreach (var dispatcher in (await ReadAsync(program.Operators, "/operations/parked")).GetProperty("dispatchers").EnumerateArray())
        {
            var parked = await ReadAsync(program.Operators, $"/operations/parked/{dispatcher.GetString()}");
            Assert.True(parked.GetProperty("total").GetInt64() == 0, $"{dispatcher}: {parked}");
        }
    }

    /// <summary>A dashboard has the packages that its orders say are open, and its totals are their sums.</summary>
    private async Task CheckDashboardAsync(string seller)
    {
        var expected = _orders.Values.Where(order => order.IsSold).SelectMany(order => order.Parts)
            .Where(part => part.SellerId == seller && part.IsOpen).ToList();
        var (packages, totals) = (new List<string>(), default(JsonElement));
        await foreach (var page in PagesAsync($"/v1/sellers/{seller}/dashboard"))
        {
            packages.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("packageId").GetString()!));
            totals = page.GetProperty("totals");
        }

        Assert.Equal(expected.Select(part => part.PackageId).Order(StringComparer.Ordinal), packages.Order(StringComparer.Ordinal));
        Assert.Equal(expected.Sum(part => part.Total), totals.EnumerateArray().Sum(total => OrderRecord.Amount(total.GetProperty("total"))));
        Assert.Equal(expected.Sum(part => part.Units), totals.EnumerateArray().Sum(total => total.GetProperty("units").GetInt64()));
    }

    /// <summary>A customer's list shows each of his orders once, as the order itself is.</summary>
    private async Task CheckListAsync(string customer)
    {
        var listed = new List<string>();
        await foreach (var page in PagesAsync($"/v1/orders?customerId={customer}"))
        {
            foreach (var item in page.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("status").GetString() != "rejected"))
            {
                decimal? refunded = item.TryGetProperty("refunded", out var money) ? OrderRecord.Amount(money) : null;
                listed.Add(Line(
                    item.GetProperty("orderId").GetString()!, item.GetProperty("status").GetString()!, OrderRecord.Amount(item.GetProperty("total")),
                    refunded, item.GetProperty("packages").GetInt32(), item.GetProperty("delivered").GetInt32()));
            }
        }

        var expected = _orders.Values.Where(order => order.CustomerId == customer && order.Status != "rejected").Select(order => Line(
            order.OrderId, order.IsSold ? "paid" : order.Status, order.Total, order.Refunded,
            order.Parts.Count(part => part.Status is not (null or "withdrawn")), order.Parts.Count(part => part.Status is "delivered")));
        Assert.Equal(expected.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));

        static string Line(string orderId, string status, decimal total, decimal? refunded, int packages, int delivered)
            => FormattableString.Invariant($"{orderId} {status} {total} {refunded} {packages} {delivered}");
    }

    /// <summary>What the lists add up, without being asked by anyone: buyers' counters, what sellers have to deliver, the benchmark's orders.</summary>
    private void CheckSums()
    {
        using var file = ModelFile.Open(program.DataDirectory, "orders");
        var expected = _orders.Values.GroupBy(order => order.CustomerId).Select(orders => FormattableString.Invariant(
            $"{orders.Key} {orders.Count(order => order.WasPaid)} {orders.Count(order => order.Status == "paymentFailed")} {orders.Sum(order => order.Parts.Count(part => part.Status == "delivered"))}"));
        Assert.Equal(
            expected.Where(sums => !sums.EndsWith(" 0 0 0", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            file.Query(
                "SELECT c.customer_id || ' ' || c.paid || ' ' || c.failed || ' ' || c.delivered FROM customers c JOIN spaces s ON s.id = c.space AND s.name = ''",
                row => row.GetString(0)).Where(sums => !sums.EndsWith(" 0 0 0", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            _orders.Values.Where(order => order.IsSold).SelectMany(order => order.Parts).Where(part => part.IsOpen)
                .GroupBy(part => part.SellerId).Select(parts => $"{parts.Key} {parts.Count()}").Order(StringComparer.Ordinal),
            file.Query(
                "SELECT b.seller_id || ' ' || b.undelivered FROM boards b JOIN spaces s ON s.id = b.space AND s.name = '' WHERE b.undelivered <> 0",
                row => row.GetString(0)).Order(StringComparer.Ordinal));

        // A transaction of the driver is one order, and the driver knows of each.
        var paid = file.Query(
            "SELECT o.customer_id || ' ' || o.idempotency_key FROM orders o JOIN spaces s ON s.id = o.space AND s.name = 'om' WHERE o.status = 2",
            row => row.GetString(0));
        Assert.Equal(paid.Distinct().Order(StringComparer.Ordinal), paid.Order(StringComparer.Ordinal));
        Assert.Superset(_benchmark.Where(checkout => checkout.Status == 200).Select(Name).ToHashSet(), paid.ToHashSet());
        Assert.Subset(_benchmark.Where(checkout => checkout.Status is 200 or 202).Select(Name).ToHashSet(), paid.ToHashSet());

        static string Name(BenchmarkCheckout checkout) => FormattableString.Invariant($"{checkout.CustomerId} {checkout.Transaction}");
    }

    private async IAsyncEnumerable<JsonElement> PagesAsync(string path)
    {
        for (var cursor = ""; cursor is not null;)
        {
            var page = await ReadAsync(
                program.Http, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=200{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}");
            yield return page;
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpClient client, string path)
        => await client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    private static long Count(JsonElement report, string state)
        => report.GetProperty("orders").TryGetProperty(state, out var count) ? count.GetInt64() : 0;

    private static long Stock(JsonElement report, string figure) => report.GetProperty("stock").GetProperty(figure).GetInt64();

    private static decimal Captured(JsonElement report)
        => report.GetProperty("captures").GetProperty("amounts").EnumerateArray().Sum(OrderRecord.Amount);
}
