using Marketplace.Api.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Marketplace.Api.Tests.Telemetry;

public sealed class TraceTests
{
    [Fact]
    public async Task Traces_go_to_Zipkin_from_the_request_to_the_grains()
    {
        await using var zipkin = await Collector.StartAsync(HttpProtocols.Http1);
        await using (var marketplace = await TestMarketplace.StartAsync(
                         null, $"--Marketplace:Telemetry:Zipkin={new Uri(zipkin.Address, "/api/v2/spans")}"))
            await (await Shop.OpenAsync(marketplace.Http)).BuyAsync();

        var spans = zipkin.At("/api/v2/spans");

        Assert.Contains("POST /v1/carts/{cartId}/checkout", spans, StringComparison.Ordinal);
        Assert.Contains("ICartGrain/CheckoutAsync", spans, StringComparison.Ordinal);
        Assert.Contains("\"serviceName\":\"marketplace\"", spans, StringComparison.Ordinal);
        Assert.DoesNotContain("4242424242424242", spans, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_and_metrics_go_to_a_collector_by_OTLP()
    {
        await using var collector = await Collector.StartAsync(HttpProtocols.Http2);
        await using (var marketplace = await TestMarketplace.StartAsync(null, $"--Marketplace:Telemetry:Otlp={collector.Address}"))
            await (await Shop.OpenAsync(marketplace.Http)).BuyAsync();

        var traces = collector.At("/opentelemetry.proto.collector.trace.v1.TraceService/Export");
        var metrics = collector.At("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export");

        Assert.Contains("POST /v1/carts/{cartId}/checkout", traces, StringComparison.Ordinal);
        Assert.Contains("marketplace.orders", metrics, StringComparison.Ordinal);
    }
}
