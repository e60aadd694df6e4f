namespace Cql.Tests.Servers;

[Collection<TwoDataCentres>]
public sealed class LocalityTests(TwoDataCentres nodes) : ServerTests(nodes)
{
    private static readonly TimeSpan UsedAgain = TimeSpan.FromSeconds(60);

    // What a session asks of a node for its own sake, with some for heartbeats.
    private const int Overhead = 60;

    [Fact]
    public async Task Only_nodes_of_the_local_data_centre_are_asked()
    {
        await using var session = await ConnectAsync(options => options.LocalDataCentre = "dc2");
        await ReadAsync(session, 400);
        Assert.InRange(await RequestsAtAsync(1), 0, Overhead);
        Assert.InRange(await RequestsAtAsync(3), 0, Overhead);
        Assert.InRange(await RequestsAtAsync(2), 120, 400);
        Assert.InRange(await RequestsAtAsync(4), 120, 400);
    }

    [Fact]
    public async Task The_data_centre_of_the_first_contact_point_is_the_local_one_when_none_is_named()
    {
        await using var session = await CqlSession.ConnectAsync(Cluster.Nodes[1].ToString(), TestContext.Current.CancellationToken);
        await ReadAsync(session, 400);
        Assert.InRange(await RequestsAtAsync(4), 120, 400);
        Assert.InRange(await RequestsAtAsync(1), 0, Overhead);
    }

    [Fact]
    public async Task A_data_centre_that_does_not_exist_is_told_with_those_that_do()
    {
        var refused = await Assert.ThrowsAsync<CqlNoNodeException>(() => ConnectAsync(options => options.LocalDataCentre = "DC2"));
        Assert.Contains("LocalDataCentre", refused.Message, StringComparison.Ordinal);
        Assert.Contains("dc1 or dc2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_data_centres_are_asked_only_where_that_is_allowed_and_the_local_one_again_when_it_is_back()
    {
        await using var local = await ConnectAsync(options => options.LocalDataCentre = "dc2");
        await using var any = await ConnectAsync(options => (options.LocalDataCentre, options.AllowRemote) = ("dc2", true));
        await using var load = Load.Start(4, _ => ReadAsync(any, 1));
        await load.DoAsync(100);
        await Cluster.KillAsync(2);
        await Cluster.KillAsync(4);
        await load.DoAsync(200);
        Assert.Empty(load.TakeFailures());
        var nobody = await Assert.ThrowsAsync<CqlNoNodeException>(() => ReadAsync(local, 1));
        Assert.Equal(RequestOutcome.NotSent, nobody.Outcome);

        await Cluster.StartAsync();
        await UsedAgainAsync(2, UsedAgain);
        await UsedAgainAsync(4, UsedAgain);
        await ReadAsync(local, 10);
        Assert.Empty(load.TakeFailures());
    }

    private static async Task ReadAsync(CqlSession session, int times)
    {
        var statement = new SimpleStatement("SELECT cluster_name FROM system.local") { Consistency = Consistency.One, IsIdempotent = true };
        for (var i = 0; i < times; i++)
            (await session.ExecuteAsync(statement)).Dispose();
    }
}
