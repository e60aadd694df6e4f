using System.Net;

namespace Marketplace.Api.Tests.Hosting;

public sealed class LifeTests
{
    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-restart-").FullName;
        string order, product;
        await using (var first = await TestMarketplace.StartAsync(folder))
        {
            var shop = await Shop.OpenAsync(first.Http, units: 9);
            order = await shop.BuyAsync(4);
            product = shop.ProductPath;
        }

        await using (var second = await TestMarketplace.StartAsync(folder))
        {
            Assert.Equal("paid", (await second.Http.ReadAsync($"/v1/orders/{order}")).Json["status"]!.GetValue<string>());
            Assert.Equal(HttpStatusCode.OK, (await second.Http.ReadAsync(product)).Status);
            Assert.True((await second.Operators.ReadAsync("/operations/invariants")).Json["holds"]!.GetValue<bool>());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Two_instances_live_side_by_side()
    {
        await using var first = await TestMarketplace.StartAsync();
        await using var second = await TestMarketplace.StartAsync();

        await first.Http.CreateAsync("/v1/sellers/only-here", """{"name":"A"}""");

        Assert.Equal(HttpStatusCode.OK, (await first.Http.ReadAsync("/v1/sellers/only-here")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await second.Http.ReadAsync("/v1/sellers/only-here")).Status);
    }

    [Fact]
    public async Task The_demo_shop_opens_twice_and_says_what_to_try()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-demo-").FullName;
        await using (var first = await TestMarketplace.StartAsync(folder, "--demo"))
        {
            Assert.Equal(HttpStatusCode.OK, (await first.Http.ReadAsync("/v1/sellers/lumen/products/desk-lamp")).Status);
            Assert.Contains(folder, first.Output, StringComparison.Ordinal);
            Assert.Contains("curl", first.Output, StringComparison.Ordinal);
            Assert.Contains(first.Http.BaseAddress!.Authority, first.Output, StringComparison.Ordinal);
        }

        await using (var second = await TestMarketplace.StartAsync(folder, "--demo"))
            Assert.Equal("\"1\"", (await second.Http.ReadAsync("/v1/sellers/lumen")).ETag);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_the_benchmark_its_routes_are_not_there()
    {
        await using var marketplace = await TestMarketplace.StartAsync(null, "--Marketplace:OnlineMarketplace:Enabled=false");

        Assert.Equal(HttpStatusCode.NotFound, (await marketplace.Http.AskAsync(HttpMethod.Patch, "/online-marketplace/reset")).Status);
    }
}
