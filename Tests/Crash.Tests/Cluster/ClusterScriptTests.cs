using System.Net;
using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>The script that runs a cluster on one machine, with nginx in front, and what it promises of a rolling restart.</summary>
[Collection(nameof(OneCluster))]
public sealed class ClusterScriptTests(OneNode node, OneBroker broker, ITestOutputHelper output)
{
    private const string Orders = "Orders,Payments";
    private const string Others = "Carts,Catalog,Customers,Sellers,Shipments,Stock";

    [Fact]
    public async Task A_rolling_restart_fails_no_request_and_processes_come_and_go_by_their_numbers()
    {
        ClusterScript.SkipUnlessCampaign();
        await using var cluster = await ClusterScript.TakeAsync();
        await cluster.UpAsync(await node.StartedOrSkipAsync(), await broker.StartedOrSkipAsync());
        Assert.Equal(5, await CountAsync(cluster, " ready "));

        await RollAsync(cluster);

        Assert.Equal("api 3\n", await cluster.RunAsync("add", "api"));
        await cluster.RunAsync("stop", "api", "1");
        await cluster.RunAsync("kill", "api", "2");
        using var http = new HttpClient { BaseAddress = cluster.Front };
        for (var request = 0; request < 20; request++)
            Assert.Equal("ready", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));

        Assert.NotEqual(0, (await cluster.TryAsync("kill", "api", "2")).Code);
        Assert.NotEqual(0, (await cluster.TryAsync("kill", "silo", "7")).Code);
        Assert.NotEqual(0, (await cluster.TryAsync("up")).Code);

        // One that was stopped by hand stays so; one that is gone, as after a roll that was cut off, is started.
        Assert.Equal("silo-1\nsilo-2\napi-2\napi-3\n", await cluster.RunAsync("roll"));
        Assert.Equal(1, await CountAsync(cluster, "does not run"));

        await cluster.RunAsync("kill", "gateway", "1");
        Assert.Equal(2, await CountAsync(cluster, "does not run"));
        await cluster.RunAsync("start", "gateway", "1");
        Assert.Equal(1, await CountAsync(cluster, "does not run"));

        await cluster.RunAsync("down");
        Assert.NotEqual(0, (await cluster.TryAsync("kill", "silo", "1")).Code);
    }

    [Fact]
    public async Task Operators_show_a_key_that_the_first_up_makes_for_whoever_started_it_alone_and_keeps()
    {
        ClusterScript.SkipUnlessCampaign();
        await using var cluster = await ClusterScript.TakeAsync();
        var (cassandra, kafka) = (await node.StartedOrSkipAsync(), await broker.StartedOrSkipAsync());
        await cluster.UpAsync(cassandra, kafka, silos: 1, isOpen: false);
        var key = await File.ReadAllTextAsync(cluster.OperatorsKeyFile);
        using var operators = new HttpClient { BaseAddress = cluster.OperatorsOf(1) };

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(cluster.OperatorsKeyFile));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(operators, "/health/ready"));
        foreach (var path in (string[])["/dashboard/", "/metrics", "/operations/invariants"])
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(operators, path));
        operators.DefaultRequestHeaders.Add("X-Operators-Key", key);
        foreach (var path in (string[])["/dashboard/", "/metrics", "/operations/invariants"])
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(operators, path));

        await cluster.RunAsync("down");
        await cluster.UpAsync(cassandra, kafka, silos: 1, isOpen: false);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(operators, "/metrics"));
    }

    [Fact]
    public async Task One_services_silos_are_scaled_upgraded_and_rolled_back_by_themselves_and_without_them_that_service_alone_is_missing()
    {
        ClusterScript.SkipUnlessCampaign();
        await using var next = await NextBuild.MakeAsync();
        await using var cluster = await ClusterScript.TakeAsync();
        await cluster.UpAsync(await node.StartedOrSkipAsync(), await broker.StartedOrSkipAsync(), silos: 1, Others);
        Assert.Equal("silo 2\n", await cluster.RunAsync("add", "silo", "--services", "Payments,Orders"));
        Assert.Equal("silo 3\n", await cluster.RunAsync("add", "silo", "--services", Orders));
        using var http = new HttpClient { BaseAddress = cluster.Front };
        var shop = new SmallShop(http);
        await shop.OpenAsync();

        await using (var load = await LoadRun.StartAsync(cluster.Front, cluster.OperatorsOf(1)))
        {
            Assert.Equal("silo-2\nsilo-3\n", await cluster.RunAsync("roll", "--services", Orders, "--programs", next.Programs));
            Assert.Equal("silo 4\n", await cluster.RunAsync("add", "silo", "--services", Orders));
            Assert.Equal(3, await CountAsync(cluster, $" {Orders} {next.Programs}"));
            Assert.Equal(3, await CountAsync(cluster, next.Programs));
            await shop.BuyAsync();

            Assert.Equal("silo-2\nsilo-3\nsilo-4\n", await cluster.RunAsync("roll", "--services", Orders));
            Assert.Equal(0, await CountAsync(cluster, next.Programs));
            await shop.BuyAsync();
            await cluster.RunAsync("stop", "silo", "3");
            await cluster.RunAsync("stop", "silo", "4");
            await EndWithoutFailureAsync(cluster, load);
        }

        await cluster.CheckModelsOfAsync(1, ProjectionChecks.All);
        await cluster.CheckModelsOfAsync(2, ["orders"]);

        await cluster.RunAsync("stop", "silo", "2");
        await http.UntilAnswerIsAsync("/v1/orders/ord_1", HttpStatusCode.ServiceUnavailable);
        await http.UntilAnswerIsAsync("/v1/sellers/small/products/1", HttpStatusCode.OK);
        await cluster.RunAsync("start", "silo", "2");
        await http.UntilAnswerIsAsync("/v1/orders/ord_1", HttpStatusCode.NotFound);
        await shop.BuyAsync();
        Assert.Equal(3, await CountAsync(cluster, $" {Orders}"));

        // What a silo refuses is not there afterwards, for a roll to stumble over.
        Assert.NotEqual(0, (await cluster.TryAsync("add", "silo", "--services", "Parcels")).Code);
        Assert.Equal(0, await CountAsync(cluster, "Parcels"));
        Assert.NotEqual(0, (await cluster.TryAsync("roll", "--services", "Carts")).Code);
    }

    private async Task RollAsync(ClusterScript cluster)
    {
        await using var load = await LoadRun.StartAsync(cluster.Front, cluster.OperatorsOf(1));
        Assert.Equal("silo-1\nsilo-2\napi-1\napi-2\n", await cluster.RunAsync("roll"));
        await EndWithoutFailureAsync(cluster, load);
    }

    private async Task EndWithoutFailureAsync(ClusterScript cluster, LoadRun load)
    {
        await load.EndNowAsync();
        var (accepted, failed) = load.Measured;
        output.WriteLine($"{accepted} transactions accepted, {failed} failed, nothing accepted for {load.LongestSilence} s in a row");
        Assert.True(failed == 0, $"{load.Output}\n{await cluster.RefusalsAsync()}");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    private static async Task<int> CountAsync(ClusterScript cluster, string state)
        => (await cluster.RunAsync("status")).Split('\n').Count(line => line.Contains(state, StringComparison.Ordinal));
}
