using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Http;

public sealed class OverloadTests
{
    [Fact]
    public async Task What_goes_beyond_the_requests_in_flight_is_refused_at_once_and_it_is_well_again_afterwards()
    {
        await using var marketplace = await TestMarketplace.StartAsync(null, "--Marketplace:Api:MaxRequestsInFlight=1");
        using var slow = new HttpClient { BaseAddress = marketplace.Http.BaseAddress };
        using var body = new HeldContent();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/sellers/slow") { Content = body };
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        var waiting = slow.SendAsync(request);
        await body.Started;

        // Asked for by another request, it might be that one's turn when the slow one comes.
        await Eventually.HoldsAsync(async () => IsInFlight(await marketplace.Operators.GetStringAsync(new Uri("/metrics", UriKind.Relative))));
        var refused = await marketplace.Http.ReadAsync("/v1/sellers/x");
        var health = await marketplace.Http.ReadAsync("/health/ready");
        body.Finish();
        using var answered = await waiting;
        await Eventually.HoldsAsync(async () => (await marketplace.Http.ReadAsync("/v1/sellers/x")).Status == HttpStatusCode.NotFound);

        Assert.Equal("unavailable", refused.Code);
        Assert.True(refused.Json["retryable"]!.GetValue<bool>());
        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(HttpStatusCode.Created, answered.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.Status);
    }

    private static bool IsInFlight(string metrics)
        => metrics.Split('\n').Any(line => line.StartsWith("marketplace_api_requests_in_flight{", StringComparison.Ordinal) && line[line.IndexOf('}')..].Split(' ') is [_, "1", ..]);

    private sealed class HeldContent : HttpContent
    {
        private static readonly byte[] Spaces = [.. Enumerable.Repeat((byte)' ', 64)];

        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldContent() => Headers.TryAddWithoutValidation("Content-Type", "application/json");

        public Task Started => _started.Task;

        public void Finish() => _finish.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{\"name\":"u8.ToArray());
            await stream.FlushAsync();
            _started.TrySetResult();

            // Slowly, but not so slowly that the server gives it up (Kestrel's least rate is 240 bytes a second).
            while (await Task.WhenAny(_finish.Task, Task.Delay(TimeSpan.FromMilliseconds(100))) != _finish.Task)
            {
                await stream.WriteAsync(Spaces);
                await stream.FlushAsync();
            }

            await stream.WriteAsync("\"a\"}"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
