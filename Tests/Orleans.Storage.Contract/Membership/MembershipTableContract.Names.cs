using System.Net;

namespace Orleans.Storage.Contract;

// What is in a row is kept, whatever it is.
public abstract partial class MembershipTableContract
{
    [Fact]
    public async Task Names_of_silos_and_hosts_are_kept_whatever_they_are()
    {
        var entry = Members.Member(1);
        await Table.InsertAsync(entry);
        foreach (var name in AwkwardNames.All)
        {
            (entry.SiloName, entry.HostName) = (name, name);
            await Table.UpdateAsync(entry);
            Members.AssertSame(entry, await StoredAsync(entry));
        }
    }

    [Theory]
    [InlineData("127.0.0.1", 1, 0)]
    [InlineData("255.255.255.255", 65_535, int.MaxValue)]
    [InlineData("::1", 11_111, 1)]
    [InlineData("2001:db8::ff00:42:8329", 11_111, 1)]
    [InlineData("fe80::1", 11_111, 1)]
    public async Task Addresses_of_both_families_are_kept(string host, int port, int generation)
    {
        var entry = Members.Member(1);
        entry.SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Parse(host), port), generation);
        entry.AddSuspector(entry.SiloAddress, Members.Start);
        await Table.InsertAsync(entry);

        Members.AssertSame(entry, await StoredAsync(entry));
        Members.AssertSame(entry, Assert.Single((await Table.ReadAllAsync(Token)).Members).Item1);
    }

    [Fact]
    public async Task Clusters_are_apart_whatever_their_names()
    {
        var tables = new List<(string Cluster, IMembershipTable Table)>();
        foreach (var name in AwkwardNames.Visible)
            tables.Add((name, await OpenAsync(name)));

        foreach (var (cluster, table) in tables)
        {
            var entry = Members.Member(1);
            entry.SiloName = cluster;
            await table.InsertAsync(entry);
        }

        foreach (var (cluster, table) in tables)
        {
            var data = await table.ReadAllAsync(Token);
            Assert.Equal((1, cluster), (data.Version.Version, Assert.Single(data.Members).Item1.SiloName));
        }
    }

    [Fact]
    public async Task Gateways_are_the_active_silos_that_have_one()
    {
        var client = await Subject.OpenGatewaysAsync(ClusterId);
        Assert.Empty(await client.GetGateways());

        await (await OpenAsync("another")).InsertAsync(Members.Member(50, SiloStatus.Active));
        foreach (var status in Enum.GetValues<SiloStatus>().Where(status => status is not SiloStatus.None))
            await Table.InsertAsync(Members.Member((int)status, status));
        var closed = Members.Member(20, SiloStatus.Active);
        closed.ProxyPort = 0;
        await Table.InsertAsync(closed);
        await Table.InsertAsync(Members.Member(21, SiloStatus.Active));

        var expected = new[] { (int)SiloStatus.Active, 21 }.Select(number => Gateway(Members.Member(number))).Order();
        Assert.Equal(expected, (await client.GetGateways()).Select(uri => uri.ToString()).Order());

        await Table.UpdateAsync(Members.Member(21, SiloStatus.Dead));
        Assert.Equal([Gateway(Members.Member((int)SiloStatus.Active))], (await client.GetGateways()).Select(uri => uri.ToString()));
        Assert.True(client.MaxStaleness > TimeSpan.Zero);

        static string Gateway(MembershipEntry entry) =>
            SiloAddress.New(new IPEndPoint(entry.SiloAddress.Endpoint.Address, entry.ProxyPort), entry.SiloAddress.Generation).ToGatewayUri().ToString();
    }
}
