using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>An API without a silo beside a silo that comes, is killed, comes again and goes.</summary>
public sealed class SilosElsewhereTests(OneNode node, ITestOutputHelper output)
{
    private const int Readers = 8;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    // Of an entity, of one with rows, and of lists, which any silo answers.
    private static readonly string[] Paths = ["/v1/sellers/lumen", "/v1/sellers/lumen/dashboard", "/v1/products?limit=3", "/v1/orders?customerId=ana"];

    [Fact]
    public async Task An_API_lives_through_its_silos_coming_and_going_and_never_keeps_a_client_waiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var cassandra = await node.StartedOrSkipAsync();
        await using var cluster = new ProcessCluster(cassandra);
        var (silo, api) = (cluster.Silos[0], cluster.Apis[0]);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var client = new PatientClient(api.Http, giveUp.Token);

        await ProcessCluster.UntilLiveAsync(api);
        await ProcessCluster.UntilReadyIsAsync(api, HttpStatusCode.ServiceUnavailable);

        silo.Start();
        await ProcessCluster.UntilReadyIsAsync(api, HttpStatusCode.OK);
        await OpenShopAsync(client);
        var first = await BuyAsync(client, "first");

        await KillUnderReadersAsync(silo, api);
        await ProcessCluster.UntilReadyIsAsync(api, HttpStatusCode.ServiceUnavailable);

        silo.Start();
        var since = Stopwatch.GetTimestamp();
        await ProcessCluster.UntilReadyIsAsync(api, HttpStatusCode.OK);
        Assert.Equal("paid", await StatusAsync(client, first));
        output.WriteLine($"after the kill a new silo, and what was acknowledged there again after {Stopwatch.GetElapsedTime(since)}");
        var second = await BuyAsync(client, "second");
        Assert.Equal("paid", await StatusAsync(client, second));
        await UntilListedAsync(client, first, second);
        Assert.Contains("\"holds\": true", await silo.Http.GetStringAsync(new Uri("/operations/invariants", UriKind.Relative), giveUp.Token), StringComparison.Ordinal);

        Assert.Equal(0, await silo.Running.StopAsync(TimeSpan.FromSeconds(20)));
        await ProcessCluster.UntilReadyIsAsync(api, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(0, await api.Running.StopAsync(TimeSpan.FromSeconds(10)));
    }

    private async Task KillUnderReadersAsync(ClusterSilo silo, ClusterApi api)
    {
        var answers = new ConcurrentBag<(HttpStatusCode Status, TimeSpan Took)>();
        using var enough = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(_ => ReadAsync(api.Http, answers, enough.Token)).ToArray();
        while (answers.Count < 100)
            await Task.Delay(10);
        await silo.Running.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        await enough.CancelAsync();
        await Task.WhenAll(readers);

        output.WriteLine($"{answers.Count} answers, the longest took {answers.Max(answer => answer.Took)}");
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer.Status}"));
        Assert.All(answers, answer => Assert.InRange(answer.Took, TimeSpan.Zero, LongestAnswer));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.ServiceUnavailable);
    }

    private static async Task ReadAsync(HttpClient http, ConcurrentBag<(HttpStatusCode Status, TimeSpan Took)> answers, CancellationToken enough)
    {
        for (var request = 0; !enough.IsCancellationRequested; request++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri(Paths[request % Paths.Length], UriKind.Relative), CancellationToken.None);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                Assert.NotNull(answer.Headers.RetryAfter);
            answers.Add((answer.StatusCode, Stopwatch.GetElapsedTime(began)));
            await Task.Delay(10, CancellationToken.None);
        }
    }

    private static async Task OpenShopAsync(PatientClient client)
    {
        await client.SendAsync(HttpMethod.Put, "/v1/sellers/lumen", """{"name":"Lumen"}""", isNew: true);
        await client.SendAsync(
            HttpMethod.Put,
            "/v1/sellers/lumen/products/lamp",
            """{"name":"Lamp","price":{"amount":"9.99","currency":"EUR"},"freight":{"amount":"1.00","currency":"EUR"}}""",
            isNew: true);
        await client.SendAsync(HttpMethod.Put, "/v1/sellers/lumen/stock/lamp", """{"onHand":10}""", isNew: true);
    }

    private static async Task<string> BuyAsync(PatientClient client, string key)
    {
        var cart = (await client.SendAsync(HttpMethod.Post, "/v1/carts", """{"customerId":"ana"}""", key + "-cart")).Text("cartId")!;

        // Carts hear of a product by the log.
        while (!(await client.SendAsync(HttpMethod.Put, $"/v1/carts/{cart}/items/lumen/lamp", """{"quantity":1}""")).IsSuccess)
            await Task.Delay(50);
        var answer = await client.SendAsync(
            HttpMethod.Post,
            $"/v1/carts/{cart}/checkout",
            """{"address":{"name":"Ana","street":"Main Street 1","city":"Lisbon"},"payment":{"type":"card","card":{"number":"4242424242424242","holder":"Ana","expiry":"1230"}}}""",
            key);
        Assert.True(answer.IsSuccess, $"{answer}");
        return answer.Text("orderId")!;
    }

    private static async Task<string?> StatusAsync(PatientClient client, string order)
        => (await client.SendAsync(HttpMethod.Get, $"/v1/orders/{order}")).Text("status");

    private static async Task UntilListedAsync(PatientClient client, params string[] orders)
    {
        while (true)
        {
            var listed = (await client.SendAsync(HttpMethod.Get, "/v1/orders?customerId=ana")).Body.ToString();
            if (orders.All(order => listed.Contains(order, StringComparison.Ordinal)))
                return;
            await Task.Delay(50);
        }
    }
}
