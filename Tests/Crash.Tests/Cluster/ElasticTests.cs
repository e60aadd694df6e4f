using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>A cluster that grows and shrinks under the usual mix, and what an operator may do meanwhile.</summary>
[Collection(nameof(OneCluster))]
public sealed partial class ElasticTests(OneNode node, OneBroker broker, ITestOutputHelper output)
{
    // Even enough: a new silo has this part of what the busiest one has.
    private const double Even = 0.8;

    private static readonly TimeSpan Sight = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Silos_and_APIs_come_and_go_and_a_read_model_is_made_anew_and_no_request_fails()
    {
        ClusterScript.SkipUnlessCampaign();
        await using var cluster = await ClusterScript.TakeAsync();
        await cluster.UpAsync(await node.StartedOrSkipAsync(), await broker.StartedOrSkipAsync());
        await using var load = await LoadRun.StartAsync(cluster.Front, cluster.OperatorsOf(1));
        await Task.Delay(Settled);

        Assert.Equal("silo 3\n", await cluster.RunAsync("add", "silo"));
        Assert.Equal("api 3\n", await cluster.RunAsync("add", "api"));
        output.WriteLine(FormattableString.Invariant($"even after {(await UntilEvenAsync(cluster, silos: 3)).TotalSeconds:0} s"));

        using var operators = new HttpClient { BaseAddress = cluster.OperatorsOf(1) };
        using (var rebuilt = await operators.PostAsync(new Uri("/operations/projections/orders/rebuild", UriKind.Relative), null))
            Assert.Equal(HttpStatusCode.NoContent, rebuilt.StatusCode);

        await cluster.RunAsync("stop", "silo", "3");
        await cluster.RunAsync("stop", "api", "3");
        await Task.Delay(Settled);

        await load.EndNowAsync();
        var (accepted, failed) = load.Measured;
        output.WriteLine($"{accepted} transactions accepted, {failed} failed, nothing accepted for {load.LongestSilence} s in a row");
        Assert.True(failed == 0, $"{load.Output}\n{await cluster.RefusalsAsync()}");

        // The one that was swapped in under load, and the one that silo 2 has had from the start.
        await cluster.CheckModelsAsync(silos: 2);
    }

    private async Task<TimeSpan> UntilEvenAsync(ClusterScript cluster, int silos)
    {
        using var http = new HttpClient();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var active = new int[silos];
            for (var silo = 0; silo < silos; silo++)
                active[silo] = await ActivationsAsync(http, cluster.OperatorsOf(silo + 1));
            var elapsed = Stopwatch.GetElapsedTime(began);
            output.WriteLine(FormattableString.Invariant($"{elapsed.TotalSeconds:0} s: {string.Join(" / ", active)} grains active"));
            if (active.Min() >= Even * active.Max())
                return elapsed;
            Assert.True(elapsed < Sight, $"{string.Join(" / ", active)} after {Sight}");
            await Task.Delay(Pause);
        }
    }

    private static async Task<int> ActivationsAsync(HttpClient http, Uri operators)
    {
        var metrics = await http.GetStringAsync(new Uri(operators, "/metrics"));
        var lines = ActivationsLine().Matches(metrics);
        Assert.NotEmpty(lines);
        return lines.Sum(line => int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    // By kind, without Orleans' own.
    [GeneratedRegex(@"^orleans_catalog_activations\{[^}]*grain_type=""(?!sys\.)[^}]*\} (\d+)", RegexOptions.Multiline)]
    private static partial Regex ActivationsLine();
}
