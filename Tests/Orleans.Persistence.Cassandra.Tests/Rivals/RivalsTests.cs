using Marketplace.Tests.Shared;
using Orleans.Persistence.Cassandra.Tests.Servers;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Rivals;

/// <summary>Activations of the same grains write against each other while nodes hang and die; what they were told is one history.</summary>
[Collection<ThreeNodes>]
public sealed class RivalsTests(ThreeNodes nodes, ITestOutputHelper output)
{
    private const int Grains = 6;
    private const int RivalsOfGrain = 2;
    private const int FewestFaults = 3;
    private const int LongestFault = 5_000;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Setting("CASSANDRA_RIVALS_SECONDS", 40));

    [Fact]
    public async Task What_rivals_were_told_is_one_history_though_nodes_hang_and_die()
    {
        var token = TestContext.Current.CancellationToken;
        var seed = Setting("CASSANDRA_RIVALS_SEED", Environment.TickCount);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var cluster = await nodes.StartedOrSkipAsync();
        await using var states = new CassandraStates(cluster.Nodes, replicas: 3);
        await using var others = states.Beside();
        IReadOnlyList<CassandraStates> silos = [states, others];
        var rivals = new List<Rival>();
        for (var i = 0; i < Grains * RivalsOfGrain; i++)
        {
            var storage = await silos[i % RivalsOfGrain].OpenAsync(new StorageSettings());
            var activation = new Activation(storage, GrainId.Create("thing", $"{i / RivalsOfGrain}"));
            rivals.Add(new Rival(i, activation, new Random(random.Next()), TimeProvider.System.GetTimestamp));
        }

        using var harmed = new CancellationTokenSource();
        var running = rivals.Select(rival => Task.Run(() => rival.RunAsync(() => harmed.IsCancellationRequested, token), token)).ToList();
        var faults = await HarmAsync(cluster, random, token);
        await harmed.CancelAsync();
        await Task.WhenAll(running);
        await cluster.HealAsync();
        foreach (var rival in rivals)
            await rival.ReadAsync(token);

        var calls = rivals.SelectMany(rival => rival.Calls).ToList();
        output.WriteLine($"{calls.Count} calls, {calls.Count(call => call is { IsRead: false, Version: not null })} writes told stored, {rivals.Sum(rival => rival.Failures)} refused, failed or unknown, {faults} faults");
        foreach (var grain in rivals.Chunk(RivalsOfGrain))
            Assert.Null(RivalHistory.FindFault([.. grain.SelectMany(rival => rival.Calls)]));
        Assert.True(calls.Count > 100, "Nothing was shown.");
    }

    /// <summary>Harms nodes for the whole time, and longer where it takes longer to do some harm: a node's start takes a minute on a busy machine.</summary>
    private static async Task<int> HarmAsync(CassandraCluster cluster, Random random, CancellationToken token)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var faults = 0;
        for (; faults < FewestFaults || TimeProvider.System.GetElapsedTime(begin) < Duration; faults++)
        {
            await Task.Delay(random.Next(1_000), token);
            var node = 1 + random.Next(3);
            if (random.Next(3) == 0)
            {
                await cluster.KillAsync(node);
                await cluster.StartAsync(node);
            }
            else
            {
                await cluster.PauseAsync(node);
                await Task.Delay(random.Next(LongestFault), token);
                await cluster.ResumeAsync(node);
            }
        }

        return faults;
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
