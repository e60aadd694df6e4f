using Cql.Tests.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Sessions;

/// <summary>Waiting for the nodes to agree, while those that could tell are lost.</summary>
public sealed class SchemaAgreementTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _logger = new();

    [Fact]
    public async Task Nobody_to_ask_is_waited_for_and_told_after_the_time_that_the_warning_says()
    {
        await using var cluster = new FakeCluster(1);
        await using var session = await ConnectAsync(cluster);
        await LoseAsync(cluster.Nodes[0]);

        var agreeing = session.AgreeOnSchemaAsync(TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(agreeing.IsCompleted);
        Assert.DoesNotContain(_logger.Messages, message => message.Contains("do not agree", StringComparison.Ordinal));

        var began = _time.GetUtcNow();
        await Connecting.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return agreeing.IsCompleted;
        });
        await agreeing;
        Assert.True(_time.GetUtcNow() - began >= TimeSpan.FromSeconds(9.9));
        Assert.Contains(_logger.Messages, message => message.Contains("do not agree on the schema after 00:00:10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_node_is_asked_when_the_one_that_tells_of_the_cluster_is_lost()
    {
        await using var cluster = new FakeCluster(2);
        await using var session = await ConnectAsync(cluster);
        await LoseAsync(cluster.Nodes[0]);

        await session.AgreeOnSchemaAsync(TestContext.Current.CancellationToken).WaitAsync(Connecting.Long, TestContext.Current.CancellationToken);
        Assert.True(cluster.Nodes[1].Looks > 0);
        Assert.DoesNotContain(_logger.Messages, message => message.Contains("do not agree", StringComparison.Ordinal));
    }

    private Task<CqlSession> ConnectAsync(FakeCluster cluster)
    {
        var options = new CqlOptions { ContactPoints = { $"{cluster.Nodes[0].EndPoint}" } };
        Patience.Set(options);
        return CqlSession.ConnectAsync(options, _logger, _time);
    }

    private async Task LoseAsync(FakeNode node)
    {
        node.IsAway = true;
        node.Drop();
        await Connecting.UntilAsync(() => node.OpenConnections == 0 && _logger.Messages.Any(message => message.Contains("is down", StringComparison.Ordinal)));
    }
}
