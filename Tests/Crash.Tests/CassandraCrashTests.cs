using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests;

/// <summary>The same with the entities in Cassandra: what the program left open there is found, fenced and ended by the next one.</summary>
public sealed class CassandraCrashTests(OneNode node, ITestOutputHelper output)
{
    private const int KillsInARun = 4;

    [Fact]
    public async Task Kills_under_load_lose_double_and_leave_nothing_in_Cassandra()
    {
        var cluster = await node.StartedOrSkipAsync();
        output.WriteLine($"seed {CrashSettings.Seed}, {(CrashSettings.IsCampaign ? CrashSettings.Kills : KillsInARun)} kills at any moment, on Cassandra");
        await using var program = new MarketplaceProgram { Settings = OnCassandra.In(cluster) };
        var rounds = new CrashRounds(program, new Random(CrashSettings.Seed), output);
        await rounds.RunAtAnyMomentAsync(CrashSettings.IsCampaign ? CrashSettings.Rounds() : [KillsInARun]);
    }
}
