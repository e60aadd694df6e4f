using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

/// <summary>Servers that are older than others, and too old.</summary>
public sealed class ServerVersionTests
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(7);

    [Theory]
    [InlineData("2.1.22", "neither version 5 nor version 4 of the native protocol")]
    [InlineData("3.11.19", "of version 3.11.19")]
    public async Task A_server_that_is_too_old_is_told_with_what_is_needed_and_not_as_one_that_is_not_there(string version, string what)
    {
        await using var cluster = new FakeCluster(1);
        cluster.Nodes[0].ReleaseVersion = version;

        var refused = await Assert.ThrowsAsync<CqlVersionException>(() => cluster.ConnectAsync().WaitAsync(InTime));
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.Contains("needs Cassandra 4.0 or later", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(cluster.Nodes[0].EndPoint, refused.Node);
        Assert.Equal(RequestOutcome.NotSent, refused.Outcome);
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_told_though_the_next_contact_point_is_not_there()
    {
        await using var cluster = new FakeCluster(1);
        cluster.Nodes[0].ReleaseVersion = "3.11.19";
        await Assert.ThrowsAsync<CqlVersionException>(() => cluster.ConnectAsync(options => options.ContactPoints.Add("127.0.0.1:1")));
    }

    [Fact]
    public async Task A_contact_point_that_is_too_old_leaves_it_to_the_next()
    {
        await using var cluster = new FakeCluster(2);
        cluster.Nodes[0].ReleaseVersion = "3.11.19";
        await using var session = await cluster.ConnectAsync(options => options.ContactPoints.Add($"{cluster.Nodes[1].EndPoint}"));
        (await session.ExecuteAsync("SELECT 1")).Dispose();
    }

    [Theory]
    [InlineData("5.0.8", "5.0.8", "5.0")]
    [InlineData("5.0.8", "4.1.7", "4.1")]
    [InlineData("4.1.7", "5.0.8", "4.1")]
    [InlineData("4.0-rc1", "4.0.11.0", "4.0")]
    [InlineData("10.2", "6.0-SNAPSHOT", "6.0")]
    [InlineData("unheard of", "5.1", "5.1")]
    [InlineData("unheard of", "5", null)]
    public async Task The_version_of_the_servers_is_that_of_the_oldest(string one, string other, string? oldest)
    {
        await using var cluster = new FakeCluster(2);
        (cluster.Nodes[0].ReleaseVersion, cluster.Nodes[1].ReleaseVersion) = (one, other);
        await using var session = await cluster.ConnectAsync();
        Assert.Equal(oldest, (await session.GetServerVersionAsync())?.ToString());
    }
}
