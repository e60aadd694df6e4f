using System.Text.Json;
using Marketplace.Api.Tests.Docs;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Demo;

/// <summary>The purchases that the README and the program itself show, run as a newcomer would: by a shell, with curl, against the demo shop.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_purchase_of_the_README_works_and_its_repetition_buys_nothing_twice()
    {
        Assert.SkipUnless(Shell.IsThere, "The README's shell is not on this system.");
        await using var marketplace = await TestMarketplace.StartAsync(null, "--demo");
        var purchase = Shell.ScriptOf(await Shell.ReadAsync("README.md"));

        // The listing is built from the log, a moment after the shop has opened.
        await Eventually.HoldsAsync(async () =>
            (await marketplace.Http.GetStringAsync(new Uri("/v1/products?limit=3", UriKind.Relative))).Contains("productId", StringComparison.Ordinal));
        var first = await Shell.RunAsync(purchase, marketplace);
        var second = await Shell.RunAsync(purchase, marketplace);

        Assert.Equal(OrderOf(first), OrderOf(second));
        await Eventually.HoldsAsync(async () => await ToShipAsync(marketplace) == 1);
    }

    [Fact]
    public async Task What_the_program_says_to_try_works()
    {
        const string TheCart = "CART=<the cartId that came back>";
        Assert.SkipUnless(Shell.IsThere, "The program's shell is not on this system.");
        await using var marketplace = await TestMarketplace.StartAsync(null, "--demo");
        var tour = marketplace.Output.Split('\n').SkipWhile(line => !line.Contains("try a purchase", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains("is declined", StringComparison.Ordinal));
        var (toTheCart, onwards) = string.Join('\n', tour).Split(TheCart) is [var first, var second] ? (first, second) : throw new InvalidOperationException(TheCart);

        var made = await Shell.RunAsync(toTheCart, marketplace);
        var cart = JsonDocument.Parse(made[made.IndexOf("{\"cartId\"", StringComparison.Ordinal)..]).RootElement.GetProperty("cartId").GetString();
        var bought = await Shell.RunAsync($"CART={cart}\n{onwards}", marketplace);

        Assert.DoesNotContain("urn:marketplace:problem", made + bought, StringComparison.Ordinal);
        OrderOf(bought);
    }

    private static string OrderOf(string output)
    {
        var start = output.IndexOf("ord_", StringComparison.Ordinal);
        Assert.True(start > 0, output);
        Assert.Contains("\"status\":\"paid\"", output, StringComparison.Ordinal);
        return output.Substring(start, 30);
    }

    private static async Task<int> ToShipAsync(TestMarketplace marketplace)
    {
        var dashboard = await marketplace.Http.GetStringAsync(new Uri("/v1/sellers/lumen/dashboard", UriKind.Relative));
        return JsonDocument.Parse(dashboard).RootElement.GetProperty("items").GetArrayLength();
    }
}
