using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>
/// What the server's operators see agrees with itself and with the clients' books: each acknowledged checkout is one paid order with one
/// payment, no unit is lost, and none is still reserved.
/// </summary>
internal sealed class OperatorsCheck(HttpClient client, TimeProvider time, OnlineMarketplaceOptions options, CheckoutLedger ledger) : ICheck
{
    // Orders whose clients got no answer may still be on their way. And news of a sale that died with a process is asked for by the item,
    // of what has been reserved for a minute, every half minute.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public string Name => "orders, payments and stock agree with the clients";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Operators is not { } operators)
            return new CheckResult(Name, CheckOutcome.Waived, "waived by --no-operators", []);
        var uri = new Uri(operators, "/operations/invariants?space=om");
        var started = time.GetTimestamp();
        while (true)
        {
            OperatorsReport report;
            try
            {
                report = await ReadAsync(uri, cancellationToken);
            }
            catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return new CheckResult(Name, CheckOutcome.NotChecked, $"{uri} cannot be read: {exception.Message}", []);
            }
            var violations = Compare(report);
            if (violations.Count == 0 || time.GetElapsedTime(started) >= Patience)
                return CheckResult.Of(Name, Describe(report), violations);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<OperatorsReport> ReadAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        if (options.OperatorsKey is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var reply = await client.SendAsync(request, cancellationToken);
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync(OperatorsJsonContext.Default.OperatorsReport, cancellationToken)
            ?? throw new JsonException("the answer is null");
    }

    private List<string> Compare(OperatorsReport report)
    {
        var violations = report.Violations.Select(violation => $"{violation.Invariant}: {violation.Detail}").ToList();
        if (report.Holds is false && violations.Count == 0) violations.Add("the server finds an invariant broken and does not say which");
        if (!report.Consistent) violations.Add("what the server looked at did not stand still, so it did not hold all against each other");
        var acknowledged = ledger.Acknowledged();
        var (least, most) = (acknowledged.Count, acknowledged.Count + ledger.Unknown);
        if (report.Orders.Paid < least || report.Orders.Paid > most)
            violations.Add($"{report.Orders.Paid} orders are paid; {least} checkouts were acknowledged and {ledger.Unknown} unanswered");
        if (report.Captures.Count != report.Orders.Paid)
            violations.Add($"{report.Captures.Count} payments were captured for {report.Orders.Paid} paid orders");
        if (report.Stock.Reserved != 0)
            violations.Add($"{report.Stock.Reserved} units are still reserved");
        if (report.AwaitedPackages != 0)
            violations.Add($"{report.AwaitedPackages} packages of paid orders have not come to their sellers");
        var loaded = (long)options.Sellers * options.ProductsPerSeller * Dataset.UnitsPerProduct;
        if (report.Stock.OnHand + report.Stock.Sold != loaded)
            violations.Add($"{report.Stock.OnHand} units on hand and {report.Stock.Sold} sold are not the {loaded} that were loaded");
        return violations;
    }

    private string Describe(OperatorsReport report) =>
        $"{ledger.Acknowledged().Count} checkouts, {report.Orders.Paid} paid orders, {report.Captures.Count} payments, {report.Stock.Sold} units sold";
}
