using System.Globalization;
using Marketplace.Benchmarks.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Marketplace.Benchmarks.Mix;

/// <summary>
/// What a marketplace of grains under the benchmark's contract costs at the least: it answers every route, and keeps no rule. Of three
/// kinds: <c>http</c> answers and does nothing else, <c>calls</c> calls grains as seldom as can be, and in <c>commits</c> each call is a
/// durable commit besides. The load suite's transactions a second on it are a bound for any program of that kind on that machine; the
/// suite's checks fail, for there is nothing to check. <c>hollow-shop http|calls|commits [URL]</c>
/// </summary>
/// <remarks>
/// An addition to a cart is one call, a checkout twelve (cart, order, five items reserved, five settled), a delivery four: 25 for a
/// checkout with the 5.5 additions and 1.9 deliveries that belong to it. The marketplace makes 30 calls and 25 commits of them.
/// </remarks>
internal static class HollowShop
{
    private const int Items = 1_000;
    private const int ItemsOfACheckout = 5;
    private const int Sellers = 100;
    private const int SellersOfADelivery = 3;

    internal static async Task RunAsync(string[] args)
    {
        var kind = args is ["http" or "calls" or "commits", ..] ? args[0] : throw new ArgumentException("One of http, calls and commits is needed.");
        var folder = Directory.CreateTempSubdirectory("hollow-shop-").FullName;
        try
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls(args.Length > 1 ? args[1] : "http://127.0.0.1:5000");
            builder.Logging.ClearProviders();
            if (kind != "http")
            {
                builder.UseOrleans(silo =>
                {
                    silo.UseLocalhostClustering(FreePort.Take(), FreePort.Take());
                    silo.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromSeconds(10));
                    if (kind == "commits")
                        silo.AddEntities().AddRocksDbEntities((RocksDbEntityOptions options) => options.Folder = folder);
                });
            }

            await using var app = builder.Build();
            if (kind != "http")
                MapCalls(app);
            app.MapFallback(static (HttpContext context) => ReadAsync(context.Request));
            await app.RunAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void MapCalls(WebApplication app)
    {
        var orders = 0;
        app.MapPatch("/online-marketplace/cart/{customer}/add", static async (string customer, HttpRequest request, IGrainFactory grains) =>
        {
            await ReadAsync(request);
            await Grain(grains, $"cart-{customer}").ChangeAsync();
        });
        app.MapPost("/online-marketplace/cart/{customer}/checkout", async (string customer, HttpRequest request, IGrainFactory grains) =>
        {
            await ReadAsync(request);
            var order = Interlocked.Increment(ref orders);
            var items = Some("item", Items, ItemsOfACheckout);
            await Grain(grains, $"cart-{customer}").LeadAsync([[Name("order", order)], items, items]);
        });
        app.MapPatch("/online-marketplace/shipment/{transaction}", static (string transaction, IGrainFactory grains) =>
            Grain(grains, Name("delivery", Random.Shared.Next(Sellers))).LeadAsync([Some("packages", Sellers, SellersOfADelivery)]));
    }

    private static async Task ReadAsync(HttpRequest request)
    {
        while (await request.BodyReader.ReadAsync() is var read)
        {
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private static IHollowGrain Grain(IGrainFactory grains, string name) => grains.GetGrain<IHollowGrain>(name);

    private static string[] Some(string kind, int all, int count) => [.. Enumerable.Range(0, count).Select(_ => Name(kind, Random.Shared.Next(all)))];

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");
}
