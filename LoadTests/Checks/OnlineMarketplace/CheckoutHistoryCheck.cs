using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Every acknowledged checkout is in its customer's history, with the items of its cart.</summary>
/// <remarks>
/// A checkout may leave out what is sold out, as the benchmark's own systems do. So an item may be missing if nearly all units that were
/// loaded of it are in other histories; the rest is what carts that were not settled may have held at that moment.
/// </remarks>
/// <param name="client">For the requests.</param>
/// <param name="routes">Where to.</param>
/// <param name="ledger">What was acknowledged.</param>
/// <param name="unitsLoaded">Units of each product at the start.</param>
internal sealed class CheckoutHistoryCheck(HttpClient client, Routes routes, CheckoutLedger ledger, int unitsLoaded) : ICheck
{
    private const int Concurrency = 16;
    private const double NearlyAll = 0.9;

    public string Name => "every acknowledged checkout has its history";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var acknowledged = ledger.Acknowledged();
        var violations = new ConcurrentQueue<string>();
        var missing = new ConcurrentQueue<(AcknowledgedCheckout Checkout, OrderedItem Item)>();
        var sold = new ConcurrentDictionary<(int Seller, int Product), int>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(acknowledged, parallel, async (checkout, stop) =>
        {
            try
            {
                var uri = routes.History(checkout.Customer, checkout.Transaction);
                var items = await client.GetFromJsonAsync(uri, WireJsonContext.Default.HistoryItemArray, stop)
                    ?? throw new JsonException("the answer is null");
                foreach (var item in items) sold.AddOrUpdate((item.SellerId, item.ProductId), item.Quantity, (_, sum) => sum + item.Quantity);
                foreach (var item in HistoryComparison.Missing(checkout, items)) missing.Enqueue((checkout, item));
                foreach (var violation in HistoryComparison.Violations(checkout, items)) violations.Enqueue($"{Describe(checkout)}: {violation}");
            }
            catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException)
            {
                stop.ThrowIfCancellationRequested();
                violations.Enqueue($"{Describe(checkout)}: the history cannot be read: {exception.Message}");
            }
        });
        foreach (var (checkout, item) in missing)
            if (sold.GetValueOrDefault((item.SellerId, item.ProductId)) + item.Quantity < unitsLoaded * NearlyAll)
                violations.Enqueue($"{Describe(checkout)}: product {item.SellerId}/{item.ProductId} is missing and was not sold out");
        return CheckResult.Of(Name, $"{acknowledged.Count} checkouts, {missing.Count} items left out", violations);
    }

    private static string Describe(AcknowledgedCheckout checkout) => $"customer {checkout.Customer}, transaction {checkout.Transaction}";
}
