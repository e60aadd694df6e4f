using System.Net;

namespace Orleans.Clustering.Cassandra.Tests.Storage;

/// <summary>Many silos that start at once, as after a failure of all or when a deployment grows.</summary>
[Collection(nameof(OneNode))]
public sealed class JoiningTests(OneNode node)
{
    private const int Silos = 30;
    private const int ChangesOfOne = 2;

    // Silos that try again at once are refused by all who are before them: 15 times for each change on average.
    private const int RefusalsOfOneChange = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thirty_silos_that_join_at_once_refuse_each_other_a_few_times_only()
    {
        await using var place = new CassandraMembership(await node.StartedOrSkipAsync());
        var tables = new List<CassandraMembershipTable>();
        for (var silo = 0; silo < Silos; silo++)
        {
            tables.Add(place.Table("joining"));
            await tables[silo].InitializeMembershipTableAsync(tryInitTableVersion: true, Token);
        }

        var begin = TimeProvider.System.GetTimestamp();
        var refused = await Task.WhenAll(tables.Select((table, silo) => Task.Run(() => JoinAsync(table, silo), Token)));
        TestContext.Current.TestOutputHelper!.WriteLine($"{refused.Sum()} changes refused in {TimeProvider.System.GetElapsedTime(begin).TotalSeconds:F1} s");

        var all = await tables[0].ReadAllAsync(Token);
        Assert.Equal(Silos, all.Members.Count(member => member.Item1.Status == SiloStatus.Active));
        Assert.Equal(Silos * ChangesOfOne, all.Version.Version);
        Assert.InRange(refused.Sum(), 0, Silos * ChangesOfOne * RefusalsOfOneChange);
    }

    // As Orleans does it: it reads, changes, and begins anew when it was refused.
    private static async Task<int> JoinAsync(CassandraMembershipTable table, int silo)
    {
        var entry = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 20_000 + silo), 1),
            Status = SiloStatus.Joining,
            SiloName = $"silo-{silo}",
            HostName = "host",
            StartTime = DateTime.UnixEpoch,
            IAmAliveTime = DateTime.UnixEpoch,
        };
        var refused = await RefusalsUntilMadeAsync(all => table.InsertRowAsync(entry, all.Version.Next(), Token));
        entry.Status = SiloStatus.Active;
        return refused + await RefusalsUntilMadeAsync(all => table.UpdateRowAsync(
            entry, all.Members.Single(member => member.Item1.SiloAddress.Equals(entry.SiloAddress)).Item2, all.Version.Next(), Token));

        async Task<int> RefusalsUntilMadeAsync(Func<MembershipTableData, Task<bool>> change)
        {
            for (var refusals = 0; ; refusals++)
            {
                if (await change(await table.ReadAllAsync(Token)))
                    return refusals;
            }
        }
    }
}
