using System.Globalization;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>One product, and someone who buys it now and then. Each request must be answered at once, the first time.</summary>
internal sealed class SmallShop(HttpClient http)
{
    private readonly PatientClient _client = new(http, TestContext.Current.CancellationToken);
    private int _bought;

    /// <summary>Puts up what is sold.</summary>
    public async Task OpenAsync()
    {
        await AnswerAsync(HttpMethod.Put, "/v1/sellers/small", """{"name":"Small"}""", isNew: true);
        await AnswerAsync(HttpMethod.Put, "/v1/sellers/small/products/1", """{"name":"Thing","price":{"amount":"3.00","currency":"EUR"}}""", isNew: true);
        await AnswerAsync(HttpMethod.Put, "/v1/sellers/small/stock/1", """{"onHand":100}""", isNew: true);
    }

    /// <summary>Buys one.</summary>
    /// <returns>The order.</returns>
    public async Task<string> BuyAsync()
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"small-{++_bought}");
        var cart = (await AnswerAsync(HttpMethod.Post, "/v1/carts", """{"customerId":"small"}""", key + "-cart")).Text("cartId");
        await AnswerAsync(HttpMethod.Put, $"/v1/carts/{cart}/items/small/1", """{"quantity":1}""");
        var answer = await AnswerAsync(HttpMethod.Post, $"/v1/carts/{cart}/checkout", """
            {"customerId":"small","address":{"name":"Small","street":"Main Street 1","city":"Lisbon"},
             "payment":{"type":"card","card":{"number":"4242424242424242","holder":"Small","expiry":"1230","securityCode":"123"}}}
            """, key);
        Assert.Equal("paid", answer.Text("status"));
        return answer.Text("orderId")!;
    }

    /// <summary>What the order says of the channel it came by; null where it says nothing.</summary>
    public async Task<string?> ChannelOfAsync(string order) => (await AnswerAsync(HttpMethod.Get, $"/v1/orders/{order}")).Text("channel");

    private async Task<Answer> AnswerAsync(HttpMethod method, string path, string? body = null, string? key = null, bool isNew = false)
    {
        var answer = await _client.SendAsync(method, path, body, key, isNew);
        Assert.True(answer is { IsSuccess: true, Tries: 1 }, $"{method} {path}: {answer.Status} at try {answer.Tries}, {answer.Body}");
        return answer;
    }
}
