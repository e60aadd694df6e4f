using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;

namespace Marketplace.Api.Tests.Operators;

public sealed class ParkedEventTests
{
    [Fact]
    public async Task An_event_that_nobody_can_read_is_parked_with_its_cause_and_holds_up_nobody()
    {
        await using var marketplace = await TestMarketplace.StartAsync();
        var shop = await Shop.OpenAsync(marketplace.Http);
        await WriteAsync(marketplace, "ord_poison", "orders.order.paid.v1", """{"broken":true}""");

        await Eventually.HoldsAsync(async () => (await ParkedAsync(marketplace))["total"]!.GetValue<int>() == 1);
        var parked = (await ParkedAsync(marketplace))["items"]![0]!;
        var id = Uri.EscapeDataString(parked["id"]!.GetValue<string>());
        var retried = await marketplace.Operators.AskAsync(HttpMethod.Post, $"/operations/parked/shipments/retry?id={id}");
        var skipped = await marketplace.Operators.AskAsync(HttpMethod.Post, $"/operations/parked/shipments/skip?id={id}");
        var again = await marketplace.Operators.AskAsync(HttpMethod.Post, $"/operations/parked/shipments/skip?id={id}");
        await shop.BuyAsync();

        Assert.Equal("order/ord_poison", parked["entity"]!.GetValue<string>());
        Assert.NotEmpty(parked["cause"]!.GetValue<string>());
        Assert.True(parked["data"]!["broken"]!.GetValue<bool>());
        Assert.Equal("refused", retried.Json["outcome"]!.GetValue<string>());
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (skipped.Status, again.Status));
        Assert.Equal(0, (await ParkedAsync(marketplace))["total"]!.GetValue<int>());
        await Eventually.HoldsAsync(async () =>
            (await marketplace.Http.ReadAsync($"/v1/packages?sellerId={shop.Seller}")).Json["items"]!.AsArray().Count == 1);

        // The lists read the same log.
        await Eventually.HoldsAsync(async () =>
            (await marketplace.Http.ReadAsync($"/v1/orders?sellerId={shop.Seller}")).Json["items"]!.AsArray().Count == 1);
    }

    private static async Task<JsonNode> ParkedAsync(TestMarketplace marketplace)
        => (await marketplace.Operators.ReadAsync("/operations/parked/shipments")).Json;

    private static async Task WriteAsync(TestMarketplace marketplace, string order, string type, string data)
        => Assert.Equal(CommitOutcome.Committed, await marketplace.Services.GetRequiredService<IEntityStore>().CommitAsync(new EntityCommit
        {
            Key = new EntityKey("order", order),
            ExpectedVersion = 0,
            ExpectedWriteId = Guid.Empty,
            WriteId = Guid.NewGuid(),
            Puts = [],
            Deletes = [],
            Events = [new PendingEvent(type, Encoding.UTF8.GetBytes(data))],
            Time = TimeProvider.System.GetUtcNow(),
        }));
}
