using System.Net;
using System.Text.Json;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Shop;

/// <summary>What is sold, and how much of it there was at the start: in the business, and under the benchmark's prefix.</summary>
internal static class Catalogue
{
    public const int BenchmarkSellers = 2;
    public const int BenchmarkPlenty = 1;
    public const int BenchmarkScarce = 2;

    public static readonly string[] Sellers = ["north", "south", "west"];
    public static readonly string[] Products = ["lamp", "chair", "last-ones"];

    /// <summary>A voucher for any number of orders, and one for so many that some come too late.</summary>
    public const string Voucher = "TENTH-OFF";
    public const string ScarceVoucher = "FIRST-FIFTEEN";

    private const int FirstOrders = 15;
    private const int Plenty = 100_000;
    private const int Few = 25;
    private const int BenchmarkFew = 5;

    /// <summary>Units of the business at the start.</summary>
    public static long Units => Sellers.Length * ((Plenty * (Products.Length - 1L)) + Few);

    /// <summary>Units of the benchmark at the start.</summary>
    public static long BenchmarkUnits => BenchmarkSellers * (Plenty + (long)BenchmarkFew);

    /// <summary>Puts products and stock, once.</summary>
    public static async Task OpenAsync(PatientClient client)
    {
        var money = new { amount = "9.99", currency = "EUR" };
        foreach (var seller in Sellers)
        {
            await PutAsync(client, $"/v1/sellers/{seller}", new { name = seller });
            foreach (var product in Products)
            {
                await PutAsync(client, $"/v1/sellers/{seller}/products/{product}", new { name = product, price = money, freight = money });
                await PutAsync(client, $"/v1/sellers/{seller}/stock/{product}", new { onHand = product == "last-ones" ? Few : Plenty });
            }
        }

        await PutAsync(client, $"/v1/vouchers/{Voucher}", new { percent = "10" });
        await PutAsync(client, $"/v1/vouchers/{ScarceVoucher}", new { discount = new { amount = "3.33", currency = "EUR" }, limit = FirstOrders });

        for (var seller = 1; seller <= BenchmarkSellers; seller++)
        {
            await LoadAsync(client, seller, BenchmarkPlenty, Plenty);
            await LoadAsync(client, seller, BenchmarkScarce, BenchmarkFew);
        }
    }

    private static async Task LoadAsync(PatientClient client, int seller, int product, int units)
    {
        await SendAsync(client, HttpMethod.Post, "/online-marketplace/product", $$"""
            {"seller_id":{{seller}},"product_id":{{product}},"name":"n","sku":"s","category":"Games","description":"d","price":9.99,"freight_value":1,"version":"0","status":"approved"}
            """);
        await SendAsync(client, HttpMethod.Post, "/online-marketplace/stock", $$"""
            {"seller_id":{{seller}},"product_id":{{product}},"qty_available":{{units}},"qty_reserved":0,"order_count":0,"ytd":0,"data":"","version":"0"}
            """);
    }

    private static Task PutAsync(PatientClient client, string path, object body)
        => SendAsync(client, HttpMethod.Put, path, JsonSerializer.Serialize(body), isNew: true);

    private static async Task SendAsync(PatientClient client, HttpMethod method, string path, string body, bool isNew = false)
    {
        var answer = await client.SendAsync(method, path, body, isNew: isNew);

        // It is there already: an answer was lost.
        if (!(isNew && answer is { Status: HttpStatusCode.PreconditionFailed, Tries: > 1 }))
            Assert.True(answer.IsSuccess, $"{method} {path}: {answer}");
    }
}
