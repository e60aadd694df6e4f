using Marketplace.Tests.Shared;
using Orleans.Configuration;
using Orleans.Entities.Cassandra.Tests.Events;

namespace Orleans.Entities.Cassandra.Tests.Rivals;

/// <summary>
/// Processes that each believe that the same entities are theirs, while nodes hang and die, and while a line of processes take over from
/// each other, of which the former wakes up after its successor has begun. What all were told, and what arrived in the log, is one history.
/// </summary>
[Collection(nameof(ThreeNodes))]
public sealed class EntityRivalsTests(ThreeNodes nodes, ITestOutputHelper output)
{
    private const int Residents = 2;
    private const int MinReign = 1_000;
    private const int MaxReign = 4_000;
    private const int LongestSleep = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly List<EntityKey> _keys = [.. Enumerable.Range(0, 3).Select(number => new EntityKey("thing", $"{number}"))];
    private readonly List<RivalOwner> _all = [];
    private readonly ArrivalLog _log = new();
    private readonly TaskCompletionSource _awoken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CassandraEntityOptions _options = null!;
    private int _woken;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_rivals_were_told_is_one_history_though_nodes_hang_and_die_and_owners_wake_up_too_late()
    {
        output.WriteLine($"seed {RivalSettings.Seed}");
        var random = new Random(RivalSettings.Seed);
        var cluster = await nodes.StartedOrSkipAsync();
        _options = TestStore.OptionsFor(cluster);
        var residents = new List<RivalOwner>();
        for (var i = 0; i < Residents; i++)
            residents.Add(await StartAsync($"resident {i}", random));
        using var harmed = new CancellationTokenSource();
        var line = LineAsync(new Random(random.Next()), harmed.Token);
        var faults = await cluster.HarmAsync(RivalSettings.Duration, random, Token);
        await _awoken.Task.WaitAsync(Patience, Token);
        await harmed.CancelAsync();
        var living = await line;
        living.AddRange(residents);
        foreach (var owner in living)
            await owner.RestAsync();
        await cluster.HealAsync();
        await ReadAllAsync(living);

        var calls = _all.SelectMany(owner => owner.Rivals).SelectMany(rival => rival.Calls).ToList();
        var stored = calls.Count(call => call.Told == Told.Stored);
        output.WriteLine(
            $"{calls.Count} calls, {stored} commits told stored, {calls.Count(call => call.Told == Told.Never)} told not, {calls.Count(call => call.Told == Told.Unknown)} unknown, {faults} faults, {_woken} woke up too late");
        for (var i = 0; i < _keys.Count; i++)
        {
            var fault = EntityHistory.FindFault([.. _all.SelectMany(owner => owner.Rivals[i].Calls)], _log.Of(_keys[i]));
            Assert.True(fault is null, fault);
        }

        Assert.True(stored > 50, "Nothing was shown.");
        foreach (var owner in living)
            await owner.DisposeAsync();
        await TestKeyspaces.DropAsync(_options);
    }

    /// <summary>One process after the other: each hangs, is taken for dead by the next, wakes up beside it, and dies.</summary>
    private async Task<List<RivalOwner>> LineAsync(Random random, CancellationToken harmed)
    {
        RivalOwner? former = null;
        while (true)
        {
            var current = await StartAsync("line", random);
            if (former is not null)
            {
                await Task.Delay(random.Next(LongestSleep), Token);
                former.WakeUp();
                await Task.Delay(random.Next(MinReign, MaxReign), Token);
                await former.DisposeAsync();
                _woken++;
                _awoken.TrySetResult();
            }

            if (harmed.IsCancellationRequested)
                return [current];
            await Task.Delay(random.Next(MinReign, MaxReign), Token);
            current.Hang();
            former = current;
        }
    }

    // Where nodes are down it may take a while until one can start.
    private async Task<RivalOwner> StartAsync(string service, Random random)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                var owner = await RivalOwner.StartAsync(_all.Count, _keys, random.Next(), token => TestOwner.OpenAsync(OptionsOf(service), _log, TimeProvider.System, token), Token);
                _all.Add(owner);
                return owner;
            }
            catch (Exception e) when (e is Cql.CqlException or EntityStoreException && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, Token);
            }
        }
    }

    private static async Task ReadAllAsync(List<RivalOwner> living)
    {
        var began = TimeProvider.System.GetTimestamp();
        foreach (var rival in living.SelectMany(owner => owner.Rivals))
        {
            while (!await rival.TryOpenAsync(Token))
                Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "An entity cannot be opened.");
        }

        while (!living.TrueForAll(owner => owner.IsRelayed))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "Events wait still.");
            await Task.Delay(Pause, Token);
        }
    }

    private CassandraEntityOptions OptionsOf(string service)
    {
        var options = new CassandraEntityOptions
        {
            Service = service,
            Keyspace = _options.Keyspace,
            ReplicationFactor = _options.ReplicationFactor,
            Schema = _all.Count == 0 ? CassandraSchemaMode.Create : CassandraSchemaMode.None,
        };
        foreach (var point in _options.ContactPoints)
            options.ContactPoints.Add(point);
        return options;
    }
}
