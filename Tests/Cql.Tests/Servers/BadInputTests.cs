using System.Net;
using System.Net.Sockets;

namespace Cql.Tests.Servers;

/// <summary>What cannot work is told in time, in one sentence that names what to mend.</summary>
[Collection<ThreeNodes>]
public sealed class BadInputTests(ThreeNodes nodes) : ServerTests(nodes)
{
    // The time for one connection, and a little.
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(7);

    [Fact]
    public async Task A_contact_point_where_nobody_listens_is_named()
    {
        var refused = await RefusedAsync<CqlNoNodeException>(options => Only(options, "127.0.0.1:1"));
        Assert.Contains("127.0.0.1:1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("contact points", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_contact_point_whose_name_is_not_known_is_named()
        => Assert.Contains("nowhere.invalid", (await RefusedAsync<CqlNoNodeException>(options => Only(options, "nowhere.invalid"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_contact_point_that_says_nothing_is_named_in_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var point = silent.LocalEndpoint.ToString()!;
        Assert.Contains(point, (await RefusedAsync<CqlNoNodeException>(options => Only(options, point))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_contact_point_that_answers_is_enough()
    {
        await using var session = await ConnectAsync(options =>
        {
            var right = options.ContactPoints[0];
            Only(options, "127.0.0.1:1");
            options.ContactPoints.Add("nowhere.invalid");
            options.ContactPoints.Add(right);
        });
        using var rows = await session.ExecuteAsync("SELECT cluster_name FROM system.local");
        Assert.Equal("test", rows.FirstOrDefault<string>());
    }

    [Fact]
    public async Task A_session_with_tls_finds_out_in_time_that_the_server_has_none()
        => Assert.Contains("Tls", (await RefusedAsync<CqlNoNodeException>(options => options.Tls = new CqlTlsOptions())).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_keyspace_that_does_not_exist_is_named_by_the_first_statement_that_needs_it()
    {
        await using var session = await ConnectAsync(options => options.Keyspace = "not_there");
        var refused = await Assert.ThrowsAsync<CqlInvalidRequestException>(() => session.ExecuteAsync("SELECT * FROM rows").AsTask());
        Assert.Contains("not_there", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RequestOutcome.Refused, refused.Outcome);
        refused = await Assert.ThrowsAsync<CqlInvalidRequestException>(() => session.PrepareAsync("SELECT * FROM rows"));
        Assert.Contains("not_there", refused.Message, StringComparison.Ordinal);
    }

    private static void Only(CqlOptions options, string contactPoint)
    {
        options.ContactPoints.Clear();
        options.ContactPoints.Add(contactPoint);
    }

    private async Task<T> RefusedAsync<T>(Action<CqlOptions> wrongly) where T : CqlException
    {
        var refused = await Assert.ThrowsAsync<T>(async () => await (await ConnectAsync(wrongly).WaitAsync(InTime)).DisposeAsync());
        Assert.DoesNotContain('\n', refused.Message);
        return refused;
    }
}
