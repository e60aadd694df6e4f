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

    [Fact]
    public async Task What_rivals_were_told_is_one_history_though_nodes_hang_and_die()
    {
        var token = TestContext.Current.CancellationToken;
        output.WriteLine($"seed {RivalSettings.Seed}");
        var random = new Random(RivalSettings.Seed);
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
        var faults = await cluster.HarmAsync(RivalSettings.Duration, random, token);
        await harmed.CancelAsync();
        await Task.WhenAll(running);
        await cluster.HealAsync();
        foreach (var rival in rivals)
            await rival.ReadAsync(token);

        var calls = rivals.SelectMany(rival => rival.Calls).ToList();
        output.WriteLine($"{calls.Count} calls, {calls.Count(call => call is { IsRead: false, Version: not null })} writes told stored, {rivals.Sum(rival => rival.Failures)} refused, failed or unknown, {faults} faults");
        foreach (var grain in rivals.Chunk(RivalsOfGrain))
        {
            var fault = RivalHistory.FindFault([.. grain.SelectMany(rival => rival.Calls)]);
            Assert.True(fault is null, fault);
        }

        Assert.True(calls.Count > 100, "Nothing was shown.");
    }
}
