using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Every seller's dashboard shows totals that are the sums of its entries, to the last digit.</summary>
internal sealed class DashboardTotalsCheck(HttpClient client, Routes routes, int sellers) : ICheck
{
    private const int Concurrency = 8;

    public string Name => "dashboard totals equal their entries";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var violations = new ConcurrentQueue<string>();
        long entries = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(1, sellers + 1, parallel, async (seller, stop) =>
        {
            try
            {
                var dashboard = await client.GetFromJsonAsync(routes.Dashboard(seller), WireJsonContext.Default.SellerDashboard, stop)
                    ?? throw new JsonException("the answer is null");
                Interlocked.Add(ref entries, dashboard.OrderEntries.Count);
                foreach (var violation in DashboardArithmetic.Check(seller, dashboard)) violations.Enqueue(violation);
            }
            catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException)
            {
                stop.ThrowIfCancellationRequested();
                violations.Enqueue($"seller {seller}: the dashboard cannot be read: {exception.Message}");
            }
        });
        return CheckResult.Of(Name, $"{sellers} sellers with {entries} entries", violations);
    }
}
