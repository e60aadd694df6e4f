using System.Text.Json;
using Marketplace.Api.Tests.Docs;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Demo;

/// <summary>The purchase that the README shows, run as a newcomer would: by a shell, with curl, against the demo shop.</summary>
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
