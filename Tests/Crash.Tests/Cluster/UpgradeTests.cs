using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>Two builds of the marketplace side by side: a cluster goes from one to the other and back, process after process, while orders are taken.</summary>
[Collection(nameof(OneCluster))]
public sealed class UpgradeTests(OneNode node, OneBroker broker, ITestOutputHelper output)
{
    [Fact]
    public async Task A_rolling_upgrade_to_a_field_and_a_method_more_and_back_fails_no_request()
    {
        ClusterScript.SkipUnlessCampaign();
        await using var next = await NextBuild.MakeAsync();
        await using var cluster = await ClusterScript.TakeAsync();
        await cluster.UpAsync(await node.StartedOrSkipAsync(), await broker.StartedOrSkipAsync());
        using var http = new HttpClient { BaseAddress = cluster.Front };
        var shop = new SmallShop(http);
        await shop.OpenAsync();

        await using var load = await LoadRun.StartAsync(cluster.Front, cluster.OperatorsOf(1));
        var old = await shop.BuyAsync();
        Assert.Equal("silo-1\nsilo-2\napi-1\napi-2\n", await cluster.RunAsync("roll", "--programs", next.Programs));
        var upgraded = await shop.BuyAsync();
        Assert.Equal((null, NextBuild.Channel), (await shop.ChannelOfAsync(old), await shop.ChannelOfAsync(upgraded)));

        Assert.Equal("api-1\napi-2\nsilo-1\nsilo-2\n", await cluster.RunAsync("roll", "--apis-first"));
        var again = await shop.BuyAsync();
        foreach (var order in (string[])[old, upgraded, again])
            Assert.Null(await shop.ChannelOfAsync(order));

        await load.EndNowAsync();
        var (accepted, failed) = load.Measured;
        output.WriteLine($"{accepted} transactions accepted, {failed} failed, nothing accepted for {load.LongestSilence} s in a row");
        Assert.True(failed == 0, $"{load.Output}\n{await cluster.RefusalsAsync()}");
    }
}
