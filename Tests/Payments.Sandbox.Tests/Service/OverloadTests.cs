using System.Net;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Cards;

namespace Marketplace.Payments.Sandbox.Tests.Service;

/// <summary>More requests than the service takes on.</summary>
public sealed class OverloadTests : IAsyncDisposable
{
    private readonly GatewayService _service = new() { Settings = ["--Marketplace:Payments:Sandbox:MaxRequestsInFlight=2"] };

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task They_are_refused_at_once_and_health_is_answered_all_the_same()
    {
        var gateway = await _service.OpenAsync();
        using var http = new HttpClient { BaseAddress = _service.Address };
        var slow = await gateway.TokenizeAsync(new Card(TestCards.Slow, "A. Buyer", "1230", "123", null));
        var running = Enumerable.Range(0, 2)
            .Select(number => gateway.CaptureAsync(new CaptureRequest($"order-{number}", new Money(1m, "EUR"), "card", slow.Token, 1)))
            .ToArray();

        var refused = await UntilRefusedAsync(http);

        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAsync<HttpRequestException>(() => gateway.VoidAsync("order-3"))).StatusCode);
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));
        var all = Task.WhenAll(running);
        while (!all.IsCompleted)
        {
            _service.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.All(await all, answer => Assert.Equal(PaymentState.Captured, answer.State));
        Assert.Equal(PaymentState.Unknown, (await gateway.FindAsync("order-3")).State);
    }

    private static async Task<HttpResponseMessage> UntilRefusedAsync(HttpClient http)
    {
        while (true)
        {
            var answer = await http.GetAsync("/v1/payments?reference=order-0");
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                return answer;
        }
    }
}
