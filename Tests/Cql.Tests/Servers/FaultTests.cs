namespace Cql.Tests.Servers;

/// <summary>What befalls nodes, and what a session makes of it.</summary>
[Collection<ThreeNodes>]
public sealed class FaultTests(ThreeNodes nodes) : ServerTests(nodes)
{
    private const int Workers = 8;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UsedAgain = TimeSpan.FromSeconds(60);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var session = await ConnectAsync();
        (await session.ExecuteAsync("CREATE KEYSPACE IF NOT EXISTS faults WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}")).Dispose();
        (await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS faults.rows (k int PRIMARY KEY, v text)")).Dispose();
    }

    [Fact]
    public async Task No_idempotent_request_fails_while_a_node_is_killed_and_it_is_used_again_when_it_is_back()
    {
        await using var session = await ConnectAsync();
        await using var load = await LoadAsync(session, isIdempotent: true);
        await load.DoAsync(500);
        await Cluster.KillAsync(2);
        await load.DoAsync(1000);
        await Cluster.StartAsync(2);
        await UsedAgainAsync(2, UsedAgain);
        Assert.Empty(load.TakeFailures());
    }

    [Fact]
    public async Task No_idempotent_request_fails_while_a_node_is_restarted()
    {
        await using var session = await ConnectAsync();
        await using var load = await LoadAsync(session, isIdempotent: true);
        await load.DoAsync(500);
        await Cluster.StopAsync(1);
        await load.DoAsync(500);
        await Cluster.StartAsync(1);
        await UsedAgainAsync(1, UsedAgain);
        Assert.Empty(load.TakeFailures());
    }

    [Fact]
    public async Task Requests_to_a_node_that_hangs_end_in_time_and_it_is_used_again_when_it_goes_on()
    {
        await using var session = await ConnectAsync(options => options.HeartbeatInterval = Heartbeat);
        await using var idempotent = await LoadAsync(session, isIdempotent: true);
        await using var once = await LoadAsync(session, isIdempotent: false);
        await idempotent.DoAsync(500);
        await Cluster.PauseAsync(3);

        // What met the silent node waits there, and the rest turns away from it at once.
        await idempotent.DoAsync(200);
        await once.DoAsync(200);
        await Task.Delay((2 * Heartbeat) + TimeSpan.FromSeconds(4));
        Assert.Empty(idempotent.TakeFailures());
        Assert.All(once.TakeFailures(), failure => Assert.Equal(RequestOutcome.Unknown, Assert.IsAssignableFrom<CqlException>(failure).Outcome));
        Assert.InRange(once.TakeLongest(), TimeSpan.Zero, (2 * Heartbeat) + TimeSpan.FromSeconds(3));

        // Nothing goes there any more.
        idempotent.TakeLongest();
        await idempotent.DoAsync(500);
        await once.DoAsync(500);
        Assert.Empty(once.TakeFailures());
        await Cluster.ResumeAsync(3);
        await UsedAgainAsync(3, UsedAgain);
        Assert.Empty(idempotent.TakeFailures());
    }

    [Fact]
    public async Task A_session_outlives_all_its_nodes_and_their_memory_of_what_was_prepared()
    {
        await using var session = await ConnectAsync();
        var insert = await session.PrepareAsync("INSERT INTO faults.rows (k, v) VALUES (?, ?)");
        var select = await session.PrepareAsync("SELECT v FROM faults.rows WHERE k = ?", isIdempotent: true);
        await InsertAsync(session, insert, -1, "before");
        await Cluster.KillAsync();

        var start = TimeProvider.System.GetTimestamp();
        var failed = await Assert.ThrowsAnyAsync<CqlException>(() => InsertAsync(session, insert, -2, "nowhere"));
        Assert.NotEqual(RequestOutcome.Refused, failed.Outcome);
        while (failed is not CqlNoNodeException)
            failed = await Assert.ThrowsAnyAsync<CqlException>(() => InsertAsync(session, insert, -2, "nowhere"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(12));

        await Cluster.StartAsync();
        for (start = TimeProvider.System.GetTimestamp(); !await TryAsync(() => InsertAsync(session, insert, -3, "after"));)
            Assert.True(TimeProvider.System.GetElapsedTime(start) < UsedAgain, "The session does not find its nodes again.");
        Assert.Equal("before", await ReadAsync(session, select, -1));
        Assert.Equal("after", await ReadAsync(session, select, -3));
        for (var node = 1; node <= 3; node++)
        {
            await using var load = await LoadAsync(session, isIdempotent: true);
            await UsedAgainAsync(node, UsedAgain);
        }
    }

    private static async Task<Load> LoadAsync(CqlSession session, bool isIdempotent)
    {
        var insert = await session.PrepareAsync("INSERT INTO faults.rows (k, v) VALUES (?, ?)", isIdempotent);
        return Load.Start(Workers, number => InsertAsync(session, insert, number, "loaded"));
    }

    private static async Task InsertAsync(CqlSession session, PreparedStatement insert, int key, string value)
    {
        using var bound = insert.Bind().Set(0, key).Set(1, value);
        using var rows = await session.ExecuteAsync(bound);
    }

    private static async Task<string?> ReadAsync(CqlSession session, PreparedStatement select, int key)
    {
        using var bound = select.Bind().Set(0, key);
        using var rows = await session.ExecuteAsync(bound);
        return rows.FirstOrDefault<string>();
    }

    private static async Task<bool> TryAsync(Func<Task> request)
    {
        try
        {
            await request();
            return true;
        }
        catch (CqlException)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            return false;
        }
    }
}
