using System.Globalization;
using System.Net;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>Two silos and an API under the usual mix, while silos die, hang and are replaced. Afterwards the load suite checks everything that it bought.</summary>
[Collection(nameof(OneCluster))]
public sealed class SeveralSilosTests(OneNode node, OneBroker broker, ITestOutputHelper output)
{
    // What a dead silo held is served elsewhere within this, at the settings that a silo has by itself.
    private const int LongestOutage = 15;

    // One that hangs is known for dead after nine seconds, calls that wait for it end within five more, and a machine that is busy takes its time.
    private const int LongestHang = 20;

    // A silo is taken for dead by then, however slow the machine.
    private static readonly TimeSpan PastDeath = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Both = TimeSpan.FromSeconds(5);

    // Of the places for silos.
    private const int Started = 2;

    [Fact]
    public async Task A_silo_that_is_killed_costs_a_retry_and_nothing_else_and_all_of_them_come_back_without_hands()
    {
        await using var cluster = await StartAsync(places: Started);
        await using var load = await LoadRun.StartAsync(cluster.Apis[0].Http.BaseAddress!, cluster.Silos[0].Http.BaseAddress!, seconds: 35);
        await Task.Delay(TimeSpan.FromSeconds(2));

        var died = load.Seconds;
        await cluster.Silos[1].Running.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(18));
        var outage = load.FailingAfter(died);
        cluster.Silos[1].Start();

        await load.EndAsync();
        Report(load, outage);
        Assert.InRange(load.LongestSilence, 0, LongestOutage);
        Assert.InRange(outage, 0, LongestOutage);
        await ProcessCluster.UntilReadyIsAsync(cluster.Silos[1], HttpStatusCode.OK);

        // All at once, in the same cluster: they find each other again without hands.
        await Task.WhenAll(cluster.Silos.Select(silo => silo.Running.KillAsync()));
        foreach (var silo in cluster.Silos)
            silo.Start();
        foreach (var process in (ClusterProcess[])[.. cluster.Silos, .. cluster.Apis])
            await ProcessCluster.UntilReadyIsAsync(process, HttpStatusCode.OK);

        // Silos that have just started may be asked for more than they can yet: a client comes again.
        await cluster.Apis[0].Http.UntilAnswerIsAsync("/v1/products", HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_silo_that_hangs_past_its_death_writes_nothing_when_it_wakes_up_and_leaves_by_itself()
    {
        Assert.SkipUnless(CrashSettings.IsClusterCampaign, "A campaign: ./campaign cluster");
        await using var cluster = await StartAsync(places: Started);
        await using var load = await LoadRun.StartAsync(cluster.Apis[0].Http.BaseAddress!, cluster.Silos[0].Http.BaseAddress!, seconds: 35);
        await Task.Delay(TimeSpan.FromSeconds(2));

        var hung = load.Seconds;
        await cluster.Silos[1].Running.SignalAsync("STOP");
        await Task.Delay(PastDeath);
        var outage = load.FailingAfter(hung);
        await cluster.Silos[1].Running.SignalAsync("CONT");
        Assert.NotEqual(0, await cluster.Silos[1].Running.EndAsync(DrainLimit));

        await load.EndAsync();
        Report(load, outage);
        Assert.InRange(outage, 0, LongestHang);
    }

    [Fact]
    public async Task Services_live_on_silos_of_their_own_and_one_without_a_silo_is_answered_503()
    {
        Assert.SkipUnless(CrashSettings.IsClusterCampaign, "A campaign: ./campaign cluster");
        await using var cluster = await StartAsync(places: 3, Services("Carts", "Catalog", "Stock", "Shipments", "Customers", "Sellers"), Services("Orders", "Payments"));
        await using (var load = await LoadRun.StartAsync(cluster.Apis[0].Http.BaseAddress!, cluster.Silos[0].Http.BaseAddress!))
        {
            // Of one service's silos there is one more, and then the first is gone, as for another build of it.
            cluster.Silos[2].Start(Services("Orders", "Payments"));
            await ProcessCluster.UntilReadyIsAsync(cluster.Silos[2], HttpStatusCode.OK);
            await Task.Delay(Both);
            var said = ReadinessUntilGoneAsync(cluster.Silos[1]);
            Assert.Equal(0, await cluster.Silos[1].Running.StopAsync(DrainLimit));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], (await said).Distinct());
            await Task.Delay(Both);

            await load.EndNowAsync();
            Report(load);
            Assert.True(load.Measured.Failed == 0, load.Output);
        }

        Assert.Equal(0, await cluster.Silos[2].Running.StopAsync(DrainLimit));
        await cluster.Apis[0].Http.UntilAnswerIsAsync("/v1/orders/ord_1", HttpStatusCode.ServiceUnavailable);
        await cluster.Apis[0].Http.UntilAnswerIsAsync("/v1/orders?customerId=1", HttpStatusCode.ServiceUnavailable);
        await cluster.Apis[0].Http.UntilAnswerIsAsync("/v1/sellers/1", HttpStatusCode.NotFound);

        cluster.Silos[1].Start(Services("Orders", "Payments"));
        await ProcessCluster.UntilReadyIsAsync(cluster.Silos[1], HttpStatusCode.OK);
        await cluster.Apis[0].Http.UntilAnswerIsAsync("/v1/orders/ord_1", HttpStatusCode.NotFound);
    }

    private static (string Key, string Value)[] Services(params string[] names)
        => [.. names.Select((name, index) => (string.Create(CultureInfo.InvariantCulture, $"Marketplace:Services:{index}"), name))];

    private static async Task<List<HttpStatusCode>> ReadinessUntilGoneAsync(ClusterProcess process)
    {
        List<HttpStatusCode> said = [];
        while (true)
        {
            try
            {
                using var answer = await process.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), CancellationToken.None);
                said.Add(answer.StatusCode);
            }
            catch (HttpRequestException)
            {
                return said;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }
    }

    private async Task<ProcessCluster> StartAsync(int places, params (string Key, string Value)[][] settings)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        var cluster = new ProcessCluster(await node.StartedOrSkipAsync(), await broker.StartedOrSkipAsync(), silos: places);
        try
        {
            for (var index = 0; index < Started; index++)
            {
                cluster.Silos[index].Start(settings.ElementAtOrDefault(index) ?? []);
                await ProcessCluster.UntilReadyIsAsync(cluster.Silos[index], HttpStatusCode.OK);
            }

            await ProcessCluster.UntilReadyIsAsync(cluster.Apis[0], HttpStatusCode.OK);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private void Report(LoadRun load, int outage)
    {
        Report(load);
        output.WriteLine($"the last failure came {outage} s after the fault");
    }

    private void Report(LoadRun load)
    {
        var (accepted, failed) = load.Measured;
        output.WriteLine($"{accepted} transactions accepted, {failed} failed, nothing accepted for {load.LongestSilence} s in a row");
    }
}
