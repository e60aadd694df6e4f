using Marketplace.Crash.Tests.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests;

/// <summary>
/// The same with events in Kafka: what was on its way there when the program was killed comes, once for whoever reads it. In a campaign the
/// broker hangs and dies too, which delays what reads, and costs nothing.
/// </summary>
public sealed class KafkaCrashTests(OneNode node, OneBroker broker, ITestOutputHelper output)
{
    private const int KillsInARun = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Kills_under_load_lose_double_and_leave_nothing_with_events_in_Kafka()
    {
        var cassandra = await node.StartedOrSkipAsync();
        var kafka = await broker.StartedOrSkipAsync();
        output.WriteLine($"seed {CrashSettings.Seed}, {(CrashSettings.IsCampaign ? CrashSettings.Kills : KillsInARun)} kills at any moment, on Cassandra and Kafka");
        await using var program = new MarketplaceProgram { Settings = [.. OnCassandra.In(cassandra), .. OnKafka.In(kafka)] };
        var rounds = new CrashRounds(program, new Random(CrashSettings.Seed), output);
        await rounds.RunAtAnyMomentAsync(CrashSettings.IsCampaign ? CrashSettings.Rounds() : [KillsInARun]);
        if (CrashSettings.IsCampaign)
            await rounds.RunAsync(() => program.StartAsync(), () => HarmAsync(kafka));
    }

    private static async Task HarmAsync(KafkaCluster kafka)
    {
        await kafka.PauseAsync(1);
        await Task.Delay(Pause);
        await kafka.ResumeAsync(1);
        await Task.Delay(Pause);
        await kafka.KillAsync(1);
        await Task.Delay(Pause);
        await kafka.StartAsync(1);
        await Task.Delay(Pause);
    }
}
