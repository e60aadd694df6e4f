using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Every acknowledged checkout is in its customer's history, with the items of its cart.</summary>
internal sealed class CheckoutHistoryCheck(HttpClient client, Routes routes, CheckoutLedger ledger) : ICheck
{
    private const int Concurrency = 16;

    public string Name => "every acknowledged checkout has its history";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var violations = new ConcurrentQueue<string>();
        var acknowledged = ledger.Acknowledged();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(acknowledged, parallel, async (checkout, stop) =>
        {
            if (await FindViolationAsync(checkout, stop) is { } violation) violations.Enqueue(violation);
        });
        return CheckResult.Of(Name, $"{acknowledged.Count} checkouts", violations);
    }

    private async Task<string?> FindViolationAsync(AcknowledgedCheckout checkout, CancellationToken cancellationToken)
    {
        try
        {
            var uri = routes.History(checkout.Customer, checkout.Transaction);
            var items = await client.GetFromJsonAsync(uri, WireJsonContext.Default.HistoryItemArray, cancellationToken)
                ?? throw new JsonException("the answer is null");
            return Compare(checkout, items) is { } difference ? $"{Describe(checkout)}: {difference}" : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return $"{Describe(checkout)}: the history cannot be read: {exception.Message}";
        }
    }

    private static string? Compare(AcknowledgedCheckout checkout, HistoryItem[] items)
    {
        foreach (var expected in checkout.Items)
        {
            var found = Array.Find(items, item => item.SellerId == expected.SellerId && item.ProductId == expected.ProductId);
            if (found is null) return $"product {expected.SellerId}/{expected.ProductId} is missing";
            // What an earlier, refused session left in the cart may have been added to.
            if (checkout.IsExact ? found.Quantity != expected.Quantity : found.Quantity < expected.Quantity)
                return $"product {expected.SellerId}/{expected.ProductId} comes {found.Quantity} times instead of {expected.Quantity}";
        }
        return checkout.IsExact && items.Length != checkout.Items.Length
            ? $"it shows {items.Length} items instead of {checkout.Items.Length}"
            : null;
    }

    private static string Describe(AcknowledgedCheckout checkout) => $"customer {checkout.Customer}, transaction {checkout.Transaction}";
}
