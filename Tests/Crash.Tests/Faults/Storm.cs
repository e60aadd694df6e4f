using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;

namespace Marketplace.Crash.Tests.Faults;

/// <summary>Clients without patience, each with a cart that it changes again and again, as fast as it gets answers.</summary>
internal sealed class Storm(MarketplaceProgram program)
{
    private readonly ConcurrentDictionary<HttpStatusCode, int> _answers = new();
    private int _withoutAdvice;
    private int _unanswered;

    /// <summary>How often each status came.</summary>
    public IReadOnlyDictionary<HttpStatusCode, int> Answers => _answers;

    /// <summary>Refusals that did not say when to come again.</summary>
    public int WithoutAdvice => _withoutAdvice;

    /// <summary>Requests that ended without an answer.</summary>
    public int Unanswered => _unanswered;

    /// <summary>Rages until told to stop.</summary>
    public Task RageAsync(int clients, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, clients).Select(client => RageAloneAsync(client, stop)));

    public override string ToString() => string.Join(", ", _answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Value} x {(int)answer.Key}"));

    private async Task RageAloneAsync(int client, CancellationToken stop)
    {
        string? cart = null;
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            try
            {
                using var request = cart is null
                    ? Request(HttpMethod.Post, "/v1/carts", $$"""{"customerId":"storm-{{client}}"}""")
                    : Request(HttpMethod.Put, $"/v1/carts/{cart}/items/{Catalogue.Sellers[0]}/{Catalogue.Products[0]}", $$"""{"quantity":{{1 + (number % 9)}}}""");
                request.Headers.TryAddWithoutValidation("Idempotency-Key", $"storm-{client}");
                using var answer = await program.Http.SendAsync(request, CancellationToken.None);
                Count(answer);
                if (cart is null && answer.IsSuccessStatusCode)
                    cart = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(CancellationToken.None)).GetProperty("cartId").GetString();
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                Interlocked.Increment(ref _unanswered);
            }
        }
    }

    private void Count(HttpResponseMessage answer)
    {
        _answers.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter?.Delta is null)
            Interlocked.Increment(ref _withoutAdvice);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string body)
        => new(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
