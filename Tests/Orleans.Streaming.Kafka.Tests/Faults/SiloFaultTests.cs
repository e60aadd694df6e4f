using Marketplace.Tests.Shared;

namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>The whole way of an event: an entity's commit, its relay, the topic, a dispatcher, and what that told; silos and brokers die meanwhile.</summary>
[Collection(nameof(ThreeBrokers))]
public sealed class SiloFaultTests(ThreeBrokers brokers, ITestOutputHelper output)
{
    // Of each teller after each fault: with 64 of them, and two events of each number, 10,000 events at least.
    private const int Enough = 20;

    // Between calls: silos and brokers that start get processors too, and the test takes no longer than it must.
    private static readonly TimeSpan Thought = TimeSpan.FromMilliseconds(200);

    // However fast they are told.
    private const int FewestFaults = 20;

    [Fact]
    public async Task A_killed_silo_a_killed_broker_and_both_lose_no_event_keep_order_and_reach_who_is_told()
    {
        output.WriteLine($"seed {StormSettings.Seed}");
        var random = new Random(StormSettings.Seed);
        var silo = random.Next(2);
        await RunAsync(silos: 2, Thought, async (telling, silos, cluster) =>
        {
            await telling.TellMoreAsync(random.Next(1, Enough));
            await silos.KillAsync(silo);
            await telling.TellMoreAsync(Enough);
            var broker = random.Next(1, 4);
            await cluster.KillAsync(broker);
            await silos.StartAsync(silo);
            await telling.TellMoreAsync(Enough);
            await cluster.StartAsync(broker);
            broker = random.Next(1, 4);
            await Task.WhenAll(silos.KillAsync(1 - silo), cluster.KillAsync(broker));
            await telling.TellMoreAsync(2 * Enough);
            await cluster.StartAsync(broker);
        });
    }

    [Fact]
    public async Task Random_kills_of_silos_and_brokers_lose_no_event_keep_order_and_reach_who_is_told()
    {
        Assert.SkipUnless(StormSettings.Events > 0, "This is a campaign: ./campaign kafka.");
        output.WriteLine($"seed {StormSettings.Seed}");
        await RunAsync(silos: 3, TimeSpan.Zero, async (telling, silos, cluster) =>
        {
            var storm = new SiloStorm(silos, cluster, new Random(StormSettings.Seed));
            for (var faults = 0; telling.Told < StormSettings.Events || faults < FewestFaults; faults++)
            {
                output.WriteLine(await storm.StrikeAsync());
                await telling.TellMoreAsync(Enough);
            }
        });
    }

    private async Task RunAsync(int silos, TimeSpan thought, Func<Telling, TellingCluster, KafkaCluster, Task> trouble)
    {
        var cluster = await brokers.StartedOrSkipAsync();
        await using var cassandra = await CassandraCluster.StartOrSkipAsync(new CassandraShape(), TestContext.Current.CancellationToken);
        await using var test = await TestLog.OpenAsync(cluster);
        await using var telling = await TellingCluster.StartAsync(cassandra, test.Options, silos);
        var events = new Telling(telling, thought);

        await events.RunAsync(() => trouble(events, telling, cluster));

        var toldAgain = await events.CheckLedgersAsync();
        var again = await events.CheckLogAsync(test.Log);
        output.WriteLine($"{events.Told} events, {again} of them are in the log again, {toldAgain} were told again");
    }
}
