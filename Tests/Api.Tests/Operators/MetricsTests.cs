using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Operators;

/// <summary>What Prometheus scrapes: in a process of its own, since meters are the process's.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-metrics-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task They_tell_of_the_business()
    {
        using var marketplace = await MarketplaceProcess.StartAsync(_folder, "--Marketplace:Payments:Sandbox:SettleAfter=00:01:00");
        var shop = await Shop.OpenAsync(marketplace.Http);
        await shop.BuyAsync();
        var cart = await shop.FillCartAsync(1);
        var awaited = await marketplace.Http.PostAsync($"/v1/carts/{cart}/checkout", "late", Shop.Checkout(Shop.LateCard));

        string[] expected =
        [
            "marketplace_orders_total{otel_scope_name=\"Marketplace.Grains\",outcome=\"Paid\"} 1",
            "marketplace_orders_total{otel_scope_name=\"Marketplace.Grains\",outcome=\"AwaitingPayment\"} 1",
            "marketplace_reservations_total{otel_scope_name=\"Marketplace.Grains\",status=\"reserved\"} 2",
            "marketplace_checkout_duration_seconds_count{otel_scope_name=\"Marketplace.Grains\"} 2",
            "entities_unfinished{otel_scope_name=\"Orleans.Entities\",kind=\"order\"} 1",
            "entities_unfinished_age_seconds{otel_scope_name=\"Orleans.Entities\",kind=\"order\"} ",
            "orleans_entities_reader_lag{otel_scope_name=\"Orleans.Entities\",partition=\"0\",reader=\"shipments\"} 0",
            "orleans_entities_reader_lag{otel_scope_name=\"Orleans.Entities\",partition=\"0\",reader=\"orders\"} 0",
            "orleans_entities_reader_lag{otel_scope_name=\"Orleans.Entities\",partition=\"0\",reader=\"listing\"} 0",
            "orleans_entities_reader_unmoved_seconds{otel_scope_name=\"Orleans.Entities\",partition=\"0\",reader=\"orders\"} 0",

            // A commit takes a millisecond and a checkout some: the buckets of whoever is not told otherwise begin at five seconds.
            "marketplace_checkout_duration_seconds_bucket{otel_scope_name=\"Marketplace.Grains\",le=\"0.05\"} ",
            "entities_commit_duration_seconds_bucket{otel_scope_name=\"Orleans.Entities\",le=\"0.001\"} ",
            "entities_batch_calls_bucket{otel_scope_name=\"Orleans.Entities\",le=\"1\"} ",
            "entities_rocksdb_commit_duration_seconds_bucket{otel_scope_name=\"Orleans.Entities.RocksDb\",le=\"0.001\"} ",
            "entities_rocksdb_group_size_bucket{otel_scope_name=\"Orleans.Entities.RocksDb\",le=\"1\"} ",
            "marketplace_api_requests_in_flight{",
        ];

        // Open work is counted by a walk every few seconds.
        Assert.Equal(HttpStatusCode.Accepted, awaited.Status);
        await Eventually.HoldsAsync(async () =>
        {
            var metrics = await marketplace.Operators.ReadAsync("/metrics");
            return expected.All(line => metrics.Text.Contains(line, StringComparison.Ordinal));
        });
    }
}
