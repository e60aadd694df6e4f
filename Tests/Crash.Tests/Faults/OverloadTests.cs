using System.Net;
using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;

namespace Marketplace.Crash.Tests.Faults;

/// <summary>The real program on its embedded store with more clients at once than it takes on: what is beyond is told to come again, and costs nobody else anything.</summary>
public sealed class OverloadTests(ITestOutputHelper output)
{
    private const int Clients = 600;
    private const long MostGrowth = 400 << 20;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Crowded = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan WellWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Callers_are_told_to_come_again_memory_is_bounded_and_it_is_well_again_within_seconds()
    {
        await using var program = new MarketplaceProgram { Settings = [("Marketplace:Api:MaxRequestsInFlight", "100")] };
        await program.StartAsync();
        var books = new Books(program);
        await books.OpenShopAsync();
        var market = new Market(program, new Random(CrashSettings.Seed));
        var storm = new Storm(program);
        await market.TradeThroughAsync(async () =>
        {
            var calm = await Calm.OfAsync(market.Timings, Quiet);
            var memory = program.MemoryBytes;
            using var stop = new CancellationTokenSource();
            var raging = storm.RageAsync(Clients, stop.Token);
            var most = await program.MostMemoryAsync(Crowded);
            await stop.CancelAsync();
            await raging;
            var again = await calm.UntilAgainAsync(market.Timings, WellWithin);
            output.WriteLine(FormattableString.Invariant($"{storm}; memory {memory >> 20} MiB before, {most >> 20} MiB at most; as before ({calm}) {again.TotalSeconds:0.0} s after"));
            Assert.InRange(most, 0, memory + MostGrowth);
        });

        Assert.Equal((0, 0), (storm.WithoutAdvice, storm.Unanswered));
        Assert.All(storm.Answers.Keys, status => Assert.True((int)status is >= 200 and < 300 or 503, $"{status}"));
        Assert.Contains(HttpStatusCode.ServiceUnavailable, storm.Answers.Keys);
        Assert.Contains(HttpStatusCode.OK, storm.Answers.Keys);
        await books.CheckAsync(market);
    }
}
