using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Shop;

/// <summary>Buys, and repeats whatever stays unanswered until it is answered: what a good client does.</summary>
internal sealed class Buyer(MarketplaceProgram program, string name, int seed, ConcurrentBag<Purchase> purchases)
{
    private static readonly string[] Cards =
    [
        "4242424242424242", "4242424242424242", "4242424242424242", "4242424242424242", "4242424242424242", "4242424242424242",
        "4000000000000002", "4000000000000119", "4000000000000127", "4000000000000341",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Buys until told to stop; a purchase that has begun is brought to its end.</summary>
    public async Task BuyAsync(CancellationToken stop, CancellationToken giveUp)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
            purchases.Add(await BuyOnceAsync(string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"), giveUp));
    }

    private async Task<Purchase> BuyOnceAsync(string key, CancellationToken giveUp)
    {
        var created = await SendAsync(HttpMethod.Post, "/v1/carts", $$"""{"customerId":"{{name}}"}""", key + "-cart", giveUp);
        var cart = created.Body.GetProperty("cartId").GetString()!;
        foreach (var (seller, product) in Choose())
        {
            var quantity = _random.Next(1, 4);
            await SendAsync(
                HttpMethod.Put, $"/v1/carts/{cart}/items/{seller}/{product}", $$"""{"quantity":{{quantity}}}""", null, giveUp);
        }

        var body = JsonSerializer.Serialize(new
        {
            customerId = name,
            address = new { name, street = "Main Street 1", city = "Lisbon" },
            payment = new
            {
                type = "card",
                card = new { number = Cards[_random.Next(Cards.Length)], holder = name, expiry = "1230", securityCode = "123" },
            },
        });
        var answer = await SendAsync(HttpMethod.Post, $"/v1/carts/{cart}/checkout", body, key, giveUp);
        return answer.Status is HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted
            ? new Purchase(cart, key, body, Text(answer.Body, "orderId"), Text(answer.Body, "status")!, answer.Tries)
            : new Purchase(cart, key, body, Text(answer.Body, "orderId"), Text(answer.Body, "code")!, answer.Tries);
    }

    /// <summary>Sends a request again and again until something other than a fault of the server comes back.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body, int Tries)> SendAsync(
        HttpMethod method, string path, string body, string? key, CancellationToken giveUp)
    {
        for (var tries = 1; ; tries++)
        {
            giveUp.ThrowIfCancellationRequested();
            try
            {
                using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                if (key is not null)
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
                using var answer = await program.Http.SendAsync(request, giveUp);
                if ((int)answer.StatusCode < 500)
                {
                    var text = await answer.Content.ReadAsStringAsync(giveUp);
                    return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(text), tries);
                }
            }
            catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException && !giveUp.IsCancellationRequested)
            {
                // The program was killed, or is not back yet: the same request again.
            }

            await Task.Delay(50, giveUp);
        }
    }

    private IEnumerable<(string Seller, string Product)> Choose()
    {
        var all = Catalogue.Sellers.SelectMany(seller => Catalogue.Products.Select(product => (seller, product))).ToArray();
        _random.Shuffle(all);
        return all.Take(_random.Next(1, 5));
    }

    private static string? Text(JsonElement body, string name)
        => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value.GetString() : null;
}
