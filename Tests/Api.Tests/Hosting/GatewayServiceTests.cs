using System.Net;
using Marketplace.Payments.Sandbox.Service;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>A marketplace whose payment gateway is a service.</summary>
public sealed class GatewayServiceTests : IDisposable
{
    private readonly string _books = Directory.CreateTempSubdirectory("marketplace-gateway-").FullName;

    public void Dispose() => Directory.Delete(_books, recursive: true);

    [Fact]
    public async Task It_takes_the_money_and_its_books_agree_with_the_orders_also_after_it_was_away()
    {
        var gateway = await StartAsync("http://127.0.0.1:0");
        var url = gateway.Addresses[0].GetLeftPart(UriPartial.Authority);
        await using var marketplace = await TestMarketplace.StartAsync(
            null, "--Marketplace:Payments:Gateway=SandboxService", $"--Marketplace:Payments:Url={url}");
        var shop = await Shop.OpenAsync(marketplace.Http, units: 10);
        var order = await shop.BuyAsync(2);
        var cart = await shop.FillCartAsync(1);
        var senseless = Shop.Checkout().Replace("4242424242424242", "4242", StringComparison.Ordinal);
        var refused = await marketplace.Http.PostAsync($"/v1/carts/{cart}/checkout", "senseless", senseless);

        await gateway.DisposeAsync();
        var away = await marketplace.Http.PostAsync($"/v1/carts/{cart}/checkout", "away", Shop.Checkout());
        var unknown = await marketplace.Operators.ReadAsync("/operations/invariants");
        gateway = await StartAsync(url);
        var back = await marketplace.Http.PostAsync($"/v1/carts/{cart}/checkout", "away", Shop.Checkout());
        var cancelled = await marketplace.Http.PostAsync($"/v1/orders/{order}/cancel", "cancel", "{}");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "payment.card"), (refused.Status, Assert.Single(refused.Params)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (away.Status, away.RetryAfter is not null));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unknown.Status);
        Assert.Equal((HttpStatusCode.Created, "paid"), (back.Status, back.Json["status"]!.GetValue<string>()));
        Assert.True(cancelled.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, cancelled.Text);
        await Eventually.HoldsAsync(async () =>
        {
            var books = (await marketplace.Operators.ReadAsync("/operations/invariants")).Json;
            return books["holds"]?.GetValue<bool>() == true && books["consistent"]!.GetValue<bool>()
                && (books["captures"]!["count"]!.GetValue<int>(), books["captures"]!["repaid"]!.GetValue<int>()) == (1, 1);
        });
        Assert.False(Directory.Exists(Path.Combine(marketplace.Folder, "payments")));
        await gateway.DisposeAsync();
    }

    private Task<RunningSandboxGateway> StartAsync(string url)
        => RunningSandboxGateway.StartAsync([$"--urls={url}", $"--Marketplace:Payments:Sandbox:Directory={_books}"]);
}
