using Marketplace.Crash.Tests.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests;

/// <summary>
/// The same with events in Kafka: what was on its way there when the program was killed comes, once for whoever reads it; a broker that hangs
/// or dies delays what reads, and costs nothing.
/// </summary>
public sealed class KafkaCrashTests(ITestOutputHelper output)
{
    private const int KillsInARun = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Kills_of_the_program_and_of_its_broker_lose_double_and_leave_nothing()
    {
        await using var cassandra = await CassandraCluster.StartOrSkipAsync(new CassandraShape(), TestContext.Current.CancellationToken);
        await using var kafka = await KafkaCluster.StartOrSkipAsync(1, TestContext.Current.CancellationToken);
        output.WriteLine($"seed {CrashSettings.Seed}, {(CrashSettings.IsCampaign ? CrashSettings.Kills : KillsInARun)} kills at any moment, on Cassandra and Kafka");
        await using var program = new MarketplaceProgram { Settings = [.. OnCassandra.In(cassandra), .. OnKafka.In(kafka)] };
        var rounds = new CrashRounds(program, new Random(CrashSettings.Seed), output);

        await rounds.RunAtAnyMomentAsync(CrashSettings.IsCampaign ? CrashSettings.Rounds() : [KillsInARun]);
        await rounds.RunAsync(() => program.StartAsync(), async () =>
        {
            await kafka.PauseAsync(1);
            await Task.Delay(Pause);
            await kafka.ResumeAsync(1);
            await Task.Delay(Pause);
            await kafka.KillAsync(1);
            await Task.Delay(Pause);
            await kafka.StartAsync(1);
            await Task.Delay(Pause);
        });
    }
}
