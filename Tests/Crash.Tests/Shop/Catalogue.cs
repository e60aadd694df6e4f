using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Shop;

/// <summary>What the shop of these tests sells, and how much of it there was at the start.</summary>
internal static class Catalogue
{
    public const int Plenty = 100_000;
    public const int Scarce = 25;

    public static readonly string[] Sellers = ["north", "south", "west"];
    public static readonly string[] Products = ["lamp", "chair", "last-ones"];

    /// <summary>Units in all warehouses at the start.</summary>
    public static long Units => Sellers.Length * ((long)Plenty * (Products.Length - 1) + Scarce);

    /// <summary>Puts products and stock. Doing so again changes nothing that matters.</summary>
    public static async Task OpenAsync(MarketplaceProgram program)
    {
        foreach (var seller in Sellers)
        {
            await PutAsync(program, $"/v1/sellers/{seller}", new { name = seller }, create: true);
            foreach (var product in Products)
            {
                var money = new { amount = "9.99", currency = "EUR" };
                await PutAsync(
                    program, $"/v1/sellers/{seller}/products/{product}", new { name = product, price = money, freight = money }, create: true);
                await PutAsync(
                    program, $"/v1/sellers/{seller}/stock/{product}", new { onHand = product == "last-ones" ? Scarce : Plenty }, create: true);
            }
        }
    }

    private static async Task PutAsync(MarketplaceProgram program, string path, object body, bool create)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        if (create)
            request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var answer = await program.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"PUT {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}\n{program.Output}");
    }
}
