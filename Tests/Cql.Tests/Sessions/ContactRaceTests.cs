using System.Net;
using System.Net.Sockets;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

public sealed class ContactRaceTests
{
    [Fact]
    public async Task A_contact_point_that_hangs_does_not_use_up_the_time_of_the_next()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var cluster = new FakeCluster(1);
        await using var session = await cluster.ConnectAsync(options =>
        {
            options.ContactPoints.Insert(0, $"{silent.LocalEndpoint}");
            options.ConnectTimeout = TimeSpan.FromSeconds(10);
        }).WaitAsync(TimeSpan.FromSeconds(9));
        using var rows = await session.ExecuteAsync("SELECT 1");
    }

    [Fact]
    public async Task A_contact_point_can_be_a_name()
    {
        await using var cluster = new FakeCluster(1);
        var options = new CqlOptions { ContactPoints = { "localhost" }, Port = cluster.Nodes[0].EndPoint.Port };
        await using var session = await CqlSession.ConnectAsync(options);
        (await session.ExecuteAsync("SELECT 1")).Dispose();
        Assert.Single(cluster.Calls);
    }

    [Fact]
    public async Task Contact_points_that_all_hang_are_given_up_together_and_named()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        other.Start();
        var options = new CqlOptions { ContactPoints = { $"{silent.LocalEndpoint}", $"{other.LocalEndpoint}" }, ConnectTimeout = TimeSpan.FromSeconds(2) };

        var failed = await Assert.ThrowsAsync<CqlNoNodeException>(() => CqlSession.ConnectAsync(options).WaitAsync(TimeSpan.FromSeconds(8)));
        Assert.Contains($"{silent.LocalEndpoint}", failed.Message, StringComparison.Ordinal);
        Assert.Contains($"{other.LocalEndpoint}", failed.Message, StringComparison.Ordinal);
        Assert.Contains("within 2 s", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_who_does_not_want_to_wait_for_the_start_goes_at_once()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var options = new CqlOptions { ContactPoints = { $"{silent.LocalEndpoint}" } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CqlSession.ConnectAsync(options, cancellationToken: stop.Token).WaitAsync(TimeSpan.FromSeconds(4)));
    }
}
