using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>The program as a process: what signals do.</summary>
public sealed class StopTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-stop-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task SIGTERM_drains_and_stops_within_ten_seconds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var program = await MarketplaceProcess.StartAsync(_folder);

        await program.SignalAsync("TERM");
        var (_, exitCode) = await program.ExitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task SIGTERM_under_load_answers_what_was_taken_on_and_loses_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var program = await MarketplaceProcess.StartAsync(_folder);
        var shop = await Shop.OpenAsync(program.Http, units: 1_000_000);
        var paid = new ConcurrentBag<string>();
        var strange = new ConcurrentBag<string>();
        var buyers = Enumerable.Range(0, 16).Select(_ => BuyAsync(program.Http, shop, paid, strange)).ToArray();
        while (paid.Count < 50)
            await Task.Delay(20);

        await program.SignalAsync("TERM");
        var (output, exitCode) = await program.ExitAsync(TimeSpan.FromSeconds(10));
        await Task.WhenAll(buyers);

        Assert.Equal(0, exitCode);
        Assert.Empty(strange);
        Assert.DoesNotContain(" ERR ", output, StringComparison.Ordinal);
        await using var again = await TestMarketplace.StartAsync(_folder);
        foreach (var order in paid)
            Assert.Equal("paid", (await again.Http.ReadAsync($"/v1/orders/{order}")).Json["status"]!.GetValue<string>());
        await Eventually.HoldsAsync(async () =>
        {
            var books = (await again.Operators.ReadAsync("/operations/invariants")).Json;
            return books["consistent"]!.GetValue<bool>() && books["holds"]?.GetValue<bool>() == true
                && books["stock"]!["reserved"]!.GetValue<int>() == 0 && books["awaitedPackages"]!.GetValue<int>() == 0;
        });
    }

    [Fact]
    public async Task A_request_that_never_ends_does_not_hold_up_the_stop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var program = await MarketplaceProcess.StartAsync(_folder);
        using var request = await HangAsync(program.Api);

        await program.SignalAsync("TERM");
        var (_, exitCode) = await program.ExitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_second_SIGTERM_ends_it_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var program = await MarketplaceProcess.StartAsync(_folder);
        using var request = await HangAsync(program.Api);
        await program.SignalAsync("TERM");
        await Task.Delay(500);
        Assert.False(program.HasExited);

        await program.SignalAsync("TERM");
        var (_, exitCode) = await program.ExitAsync(TimeSpan.FromSeconds(2));

        Assert.NotEqual(0, exitCode);
    }

    // The beginning of a request whose body does not come.
    private static async Task<TcpClient> HangAsync(Uri api)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(api.Host, api.Port);
        await connection.GetStream().WriteAsync(
            "PUT /v1/sellers/slow HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIf-None-Match: *\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
        await Task.Delay(200);
        return connection;
    }

    private static async Task BuyAsync(HttpClient http, Shop shop, ConcurrentBag<string> paid, ConcurrentBag<string> strange)
    {
        try
        {
            while (true)
            {
                var cart = (await http.PostAsync("/v1/carts", ApiClient.Name("stop-cart"), """{"customerId":"ana"}"""));
                if (cart.Status == HttpStatusCode.ServiceUnavailable)
                    return;
                var path = $"/v1/carts/{cart.Json["cartId"]}";
                await http.AskAsync(HttpMethod.Put, $"{path}/items/{shop.Seller}/{Shop.Product}", """{"quantity":1}""");
                var order = await http.PostAsync($"{path}/checkout", ApiClient.Name("stop-order"), Shop.Checkout());
                if (order.Status == HttpStatusCode.Created)
                    paid.Add(order.Json["orderId"]!.GetValue<string>());
                else if (order.Status is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.NotFound or HttpStatusCode.Conflict))
                    strange.Add($"{order.Status} {order.Text}");
            }
        }
        catch (HttpRequestException)
        {
            // The program has gone.
        }
    }
}
