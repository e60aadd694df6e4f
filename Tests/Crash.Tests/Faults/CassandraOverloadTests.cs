using System.Net;
using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Faults;

/// <summary>The real program with far more to do than its one node bears, which then hangs for a while: callers are told to come again, and it is well soon after.</summary>
public sealed class CassandraOverloadTests(ITestOutputHelper output)
{
    private const int Clients = 600;
    private const long MostGrowth = 400 << 20;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Crowded = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WellWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Callers_are_told_to_come_again_memory_is_bounded_and_it_is_well_again_within_seconds()
    {
        await using var cluster = await CassandraCluster.StartOrSkipAsync(new CassandraShape(), TestContext.Current.CancellationToken);
        await using var program = new MarketplaceProgram { Settings = OnCassandra.In(cluster) };
        await program.StartAsync();
        var books = new Books(program);
        await books.OpenShopAsync();
        var market = new Market(program, new Random(CrashSettings.Seed)) { Buyers = 3, BenchmarkCustomers = 1 };
        var storm = new Storm(program);
        await market.TradeThroughAsync(async () =>
        {
            var calm = await Calm.OfAsync(market.Timings, Quiet);
            var memory = program.MemoryBytes;
            var most = await RageAsync(program, cluster, storm);
            var again = await calm.UntilAgainAsync(market.Timings, WellWithin);
            output.WriteLine(FormattableString.Invariant($"{storm}; memory {memory >> 20} MiB before, {most >> 20} MiB at most; as before ({calm}) {again.TotalSeconds:0.0} s after"));
            Assert.InRange(most, 0, memory + MostGrowth);
            Assert.Equal(HttpStatusCode.OK, (await program.AskReadyAsync()).Status);
        });

        Assert.Equal((0, 0), (storm.WithoutAdvice, storm.Unanswered));
        Assert.All(storm.Answers.Keys, status => Assert.True((int)status is >= 200 and < 300 or 503, $"{status}"));
        Assert.Contains(HttpStatusCode.ServiceUnavailable, storm.Answers.Keys);
        await books.CheckAsync(market);
    }

    /// <summary>The most memory that the program had.</summary>
    private static async Task<long> RageAsync(MarketplaceProgram program, CassandraCluster cluster, Storm storm)
    {
        using var stop = new CancellationTokenSource();
        var raging = storm.RageAsync(Clients, stop.Token);
        var most = await program.MostMemoryAsync(Crowded);
        await cluster.PauseAsync(1);
        most = Math.Max(most, await program.MostMemoryAsync(Hanging));
        var (status, why) = await program.AskReadyAsync();
        await cluster.ResumeAsync(1);
        await stop.CancelAsync();
        await raging;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("Cassandra does not answer", why, StringComparison.Ordinal);
        return most;
    }
}
