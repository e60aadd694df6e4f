using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Marketplace.Benchmarks.Start;

/// <summary>
/// How long the real program takes from the start of its process to its first answers, over a folder with many orders: ready, and one of
/// the orders read. After a SIGKILL and after a stop in its own time, in turn. <c>first-answer [orders] [rounds] [folder to keep]</c>
/// </summary>
internal static class FirstAnswer
{
    private const int Buyers = 64;
    private const int Sellers = 20;

    internal static async Task RunAsync(string[] args)
    {
        var orders = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var folder = args.Length > 2 ? args[2] : Directory.CreateTempSubdirectory("first-answer-").FullName;
        try
        {
            var order = await FillAsync(folder, orders);
            var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files >> 20:N0} MiB on disk"));
            var (killed, stopped) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                killed.Add(await StartAsync(folder, order, "a SIGKILL", kill: false));
                stopped.Add(await StartAsync(folder, order, "a stop", kill: true));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"median of {rounds}: first order read {Median(killed):F2} s after the start of the process after a SIGKILL, {Median(stopped):F2} s after a stop"));
        }
        finally
        {
            if (args.Length <= 2)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> StartAsync(string folder, string order, string what, bool kill)
    {
        using var program = MarketplaceProcess.Start(folder);
        var ready = await program.UntilAnswersAsync("/health/ready");
        var read = await program.UntilAnswersAsync($"/v1/orders/{order}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after {what}: ready after {ready.TotalSeconds:F2} s, an order read after {read.TotalSeconds:F2} s"));
        await program.EndAsync(kill);
        return read.TotalSeconds;
    }

    /// <summary>Buys until there are so many orders, and kills the program.</summary>
    private static async Task<string> FillAsync(string folder, int orders)
    {
        using var program = MarketplaceProcess.Start(folder);
        await program.UntilAnswersAsync("/health/ready");
        for (var seller = 0; seller < Sellers; seller++)
        {
            var money = new { amount = "9.99", currency = "EUR" };
            await SendAsync(program, HttpMethod.Put, $"/v1/sellers/s{seller}", new { name = $"s{seller}" }, null);
            await SendAsync(program, HttpMethod.Put, $"/v1/sellers/s{seller}/products/p", new { name = "p", price = money, freight = money }, null);
            await SendAsync(program, HttpMethod.Put, $"/v1/sellers/s{seller}/stock/p", new { onHand = 1_000_000 }, null);
        }

        var started = Stopwatch.GetTimestamp();
        var (last, bought) = (0, "");
        await Task.WhenAll(Enumerable.Range(0, Buyers).Select(buyer => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref last); number <= orders; number = Interlocked.Increment(ref last))
                bought = await BuyAsync(program, number);
        })));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{orders:N0} orders made in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
        await program.EndAsync(kill: true);
        return bought;
    }

    private static async Task<string> BuyAsync(MarketplaceProcess program, int number)
    {
        var customer = string.Create(CultureInfo.InvariantCulture, $"c{number % 10_000}");
        var key = string.Create(CultureInfo.InvariantCulture, $"k{number}");
        var created = await SendAsync(program, HttpMethod.Post, "/v1/carts", new { customerId = customer }, key + "-cart");
        var cart = created.GetProperty("cartId").GetString();
        await SendAsync(program, HttpMethod.Put, $"/v1/carts/{cart}/items/s{number % Sellers}/p", new { quantity = 1 }, null);
        var answer = await SendAsync(program, HttpMethod.Post, $"/v1/carts/{cart}/checkout", new
        {
            customerId = customer,
            address = new { name = customer, street = "Main Street 1", city = "Lisbon" },
            payment = new { type = "card", card = new { number = "4242424242424242", holder = customer, expiry = "1230", securityCode = "123" } },
        }, key);
        return answer.GetProperty("orderId").GetString()!;
    }

    private static async Task<JsonElement> SendAsync(MarketplaceProcess program, HttpMethod method, string path, object body, string? key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        else if (!path.StartsWith("/v1/carts", StringComparison.Ordinal))
            request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var answer = await program.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
