using System.Globalization;
using Cql;
using Marketplace.Tests.Shared;
using Orleans.Configuration;

namespace Orleans.Clustering.Cassandra.Tests.Silos;

/// <summary>What befalls real silos: their own death, and the store's.</summary>
[Collection(nameof(OneNode))]
public sealed class SiloTests(OneNode node)
{
    // Past what a vote needs: three probes of 3 s. The campaign waits for three minutes.
    private static readonly TimeSpan StoreIsGone = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("CASSANDRA_PAUSE_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 25);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _serviceId = $"silos-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_is_gone_for_a_while_costs_no_silo_its_life()
    {
        var cluster = await node.StartedOrSkipAsync();
        var options = CassandraMembership.OptionsFor(cluster);
        await using var place = new CassandraMembership(cluster, _serviceId);
        await using var first = await StartAsync(options);
        await using var second = await StartAsync(options);
        await using var third = await StartAsync(options);
        var table = await TableAsync(place);
        var before = await table.ReadAllAsync(Token);

        await cluster.PauseAsync(1);
        await Task.Delay(StoreIsGone, Token);
        await cluster.ResumeAsync(1);
        await UntilAsync(async () => (await table.ReadAllAsync(Token)).Members.All(member => member.Item1.IAmAliveTime > before.Members.Max(one => one.Item1.IAmAliveTime)));

        Assert.All([first, second, third], silo => Assert.True(silo.IsRunning));
        var after = await table.ReadAllAsync(Token);
        Assert.Equal(before.Version, after.Version);
        Assert.All(after.Members, member => Assert.Equal((SiloStatus.Active, 0), (member.Item1.Status, member.Item1.SuspectTimes?.Count ?? 0)));
    }

    [Fact]
    public async Task After_all_silos_were_killed_new_ones_join_without_hands()
    {
        var cluster = await node.StartedOrSkipAsync();
        var options = CassandraMembership.OptionsFor(cluster);
        await using var place = new CassandraMembership(cluster, _serviceId);
        var killed = new[] { await StartAsync(options), await StartAsync(options) };
        foreach (var silo in killed)
            await silo.DisposeAsync();

        await using var first = await StartAsync(options);
        await using var second = await StartAsync(options);

        // The dead are known for what they are, and stay so.
        var table = await TableAsync(place);
        await UntilAsync(async () => (await StatusesAsync(table)).SequenceEqual([SiloStatus.Active, SiloStatus.Active, SiloStatus.Dead, SiloStatus.Dead]));
        Assert.True(first.IsRunning && second.IsRunning);
    }

    private Task<SiloProcess> StartAsync(CassandraClusteringOptions options) => SiloProcess.StartAsync(
        "Marketplace.Orleans.Clustering.Cassandra.SiloProcess",
        new Dictionary<string, string>
        {
            ["Orleans:ServiceId"] = _serviceId,
            ["Orleans:ClusterId"] = "cluster",
            ["Orleans:Clustering:ProviderType"] = "Cassandra",
            ["Orleans:Clustering:ContactPoints"] = string.Join(',', options.ContactPoints),
            ["Orleans:Clustering:Keyspace"] = options.Keyspace,
            ["Orleans:Clustering:Schema"] = "Create",
            ["Membership:ProbeTimeout"] = "00:00:03",
            ["Membership:TableRefreshTimeout"] = "00:00:05",
            ["Membership:IAmAliveTablePublishTimeout"] = "00:00:02",
            ["Logging:LogLevel:Default"] = "Warning",
        },
        Token);

    private static async Task<IMembershipTable> TableAsync(CassandraMembership place)
    {
        var table = place.Table("cluster");
        await table.InitializeMembershipTableAsync(tryInitTableVersion: false, Token);
        return table;
    }

    private static async Task<IEnumerable<SiloStatus>> StatusesAsync(IMembershipTable table) =>
        (await table.ReadAllAsync(Token)).Members.Select(member => member.Item1.Status).Order();

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await HoldsAsync())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience, "It did not come to that.");
            await Task.Delay(TimeSpan.FromMilliseconds(500), Token);
        }

        async Task<bool> HoldsAsync()
        {
            try
            {
                return await holds();
            }
            catch (CqlException)
            {
                // After a long absence the tests' own client waits for up to a minute before it looks again.
                return false;
            }
        }
    }
}
