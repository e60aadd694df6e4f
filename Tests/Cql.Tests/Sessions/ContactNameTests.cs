using System.Net;
using System.Net.Sockets;
using Cql.Sessions;
using Cql.Tests.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Sessions;

/// <summary>A name has several addresses, and others tomorrow.</summary>
public sealed class ContactNameTests
{
    private const string Name = "cassandra";

    [Fact]
    public async Task A_name_of_which_one_address_hangs_is_connected_to_by_another()
    {
        await using var nodes = new FakeCluster(1);
        using var silent = Silent("127.0.0.2", nodes);
        await using var cluster = Find(nodes, [Name], Always("127.0.0.2", "127.0.0.1"), options => options.ConnectTimeout = TimeSpan.FromSeconds(10));

        await cluster.ConnectAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
        Assert.Equal(1, nodes.Nodes[0].Registrations);
    }

    [Fact]
    public async Task All_addresses_of_a_name_are_tried_within_the_time_however_many_hang()
    {
        await using var nodes = new FakeCluster(1);
        string[] hanging = [.. Enumerable.Range(2, 11).Select(number => $"127.0.0.{number}")];
        var silent = hanging.Select(address => Silent(address, nodes)).ToList();
        await using var cluster = Find(nodes, [Name], Always([.. hanging, "127.0.0.1"]), options => options.ConnectTimeout = TimeSpan.FromSeconds(4));

        await cluster.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, nodes.Nodes[0].Registrations);
        silent.ForEach(listener => listener.Dispose());
    }

    [Theory]
    [InlineData(true, "it has no address")]
    [InlineData(false, "unheard of")]
    public async Task A_name_that_leads_nowhere_is_told_with_the_setting_that_has_it(bool isKnown, string why)
    {
        await using var nodes = new FakeCluster(1);
        await using var cluster = Find(nodes, [Name], (_, _) => isKnown ? Task.FromResult<IPAddress[]>([]) : Task.FromException<IPAddress[]>(new IOException("unheard of")));

        var failed = await Assert.ThrowsAsync<CqlNoNodeException>(() => cluster.ConnectAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"ContactPoints: the name 'cassandra' leads nowhere ({why}).", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_looked_up_for_long_holds_up_no_other_contact_point()
    {
        await using var nodes = new FakeCluster(1);
        var never = new TaskCompletionSource<IPAddress[]>();
        await using var cluster = Find(nodes, [Name, "127.0.0.1"], (_, _) => never.Task, options => options.ConnectTimeout = TimeSpan.FromSeconds(10));

        await cluster.ConnectAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
        Assert.Equal(1, nodes.Nodes[0].Registrations);
    }

    [Fact]
    public async Task A_name_that_is_looked_up_for_too_long_is_told()
    {
        await using var nodes = new FakeCluster(1);
        var never = new TaskCompletionSource<IPAddress[]>();
        await using var cluster = Find(nodes, [Name], (_, _) => never.Task, options => options.ConnectTimeout = TimeSpan.FromMilliseconds(300));

        var failed = await Assert.ThrowsAsync<CqlNoNodeException>(() => cluster.ConnectAsync(TestContext.Current.CancellationToken));
        Assert.Contains("ContactPoints: the name 'cassandra' leads nowhere (nothing was said of it within 0.3 s).", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_moves_behind_its_name_is_found_again_past_an_address_that_hangs()
    {
        var time = new FakeTimeProvider();
        await using var nodes = new FakeCluster(1);
        var addresses = new[] { IPAddress.Loopback };
        await using var cluster = Find(nodes, [Name], (_, _) => Task.FromResult(Volatile.Read(ref addresses)), Patience.Set, time);
        await cluster.ConnectAsync(TestContext.Current.CancellationToken);

        var left = nodes.Nodes[0];
        using var silent = Silent("127.0.0.2", nodes);
        var moved = nodes.Move(left, new IPEndPoint(IPAddress.Parse("127.0.0.3"), left.EndPoint.Port));
        Volatile.Write(ref addresses, [IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")]);
        left.IsAway = true;
        left.Drop();
        await Connecting.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            return cluster.Pools.Any(pool => pool.IsUp && pool.Node.EndPoint.Equals(moved.EndPoint));
        });
        Assert.Equal(1, moved.Registrations);
    }

    private static Func<string, CancellationToken, Task<IPAddress[]>> Always(params string[] addresses)
        => (name, _) => Task.FromResult<IPAddress[]>(name == Name ? [.. addresses.Select(IPAddress.Parse)] : []);

    // Takes connections, and says nothing.
    private static TcpListener Silent(string address, FakeCluster nodes)
    {
        var listener = new TcpListener(IPAddress.Parse(address), nodes.Nodes[0].EndPoint.Port);
        listener.Start();
        return listener;
    }

    private static Cluster Find(
        FakeCluster nodes, string[] points, Func<string, CancellationToken, Task<IPAddress[]>> resolve, Action<CqlOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new CqlOptions { Port = nodes.Nodes[0].EndPoint.Port };
        foreach (var point in points)
            options.ContactPoints.Add(point);
        configure?.Invoke(options);
        return new Cluster(SessionSettings.From(options, time ?? TimeProvider.System, NullLogger.Instance) with { Resolve = resolve });
    }
}
