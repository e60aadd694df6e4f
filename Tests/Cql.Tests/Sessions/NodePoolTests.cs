using Cql.Tests.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Sessions;

public sealed class NodePoolTests
{
    [Fact]
    public async Task A_node_is_connected_to_again_whatever_went_wrong_meanwhile()
    {
        await using var cluster = new FakeCluster(1);
        var options = new CqlOptions { ContactPoints = { cluster.Nodes[0].EndPoint.ToString() } };
        var logger = new FailingLogger();
        await using var session = await CqlSession.ConnectAsync(options, logger);

        // A disk that is full, say: what is logged when the connection is lost is what fails.
        logger.FailNext("is down");
        cluster.Nodes[0].Drop();
        await Connecting.UntilAsync(() => logger.HasFailed && cluster.Nodes[0].OpenConnections == 2);
        await Taken.BySomeNodeAsync(session);
    }

    [Fact]
    public async Task The_end_of_its_only_connection_is_noticed_though_another_is_tried_only_once_a_minute()
    {
        // After eight failures waits have come to their longest: 42 to 54 s.
        const int Failures = 8;
        var time = new FakeTimeProvider();
        await using var cluster = new FakeCluster(2);
        var node = cluster.Nodes[1];
        node.Takes = 1;
        await using var session = await cluster.ConnectAsync(
            options =>
            {
                Patience.Set(options);
                options.ConnectionsPerNode = 2;
            },
            time);
        var pool = (await session.OpenAsync(CancellationToken.None)).Cluster.Pools.Single(one => one.Node.EndPoint.Equals(node.EndPoint));
        await Connecting.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            return node.Connections > Failures;
        });
        await Connecting.UntilAsync(() => node.OpenConnections == 1 && pool.OpenConnections == 1);

        // Into the pause, which goes on where a connection is lost as soon as it has begun.
        for (var steps = 0; steps < 10; steps++)
        {
            await Task.Delay(20);
            time.Advance(TimeSpan.FromMilliseconds(500));
        }

        node.Takes = int.MaxValue;
        node.Drop();
        await Connecting.UntilAsync(() => pool.OpenConnections == 0);
        var end = time.GetUtcNow() + TimeSpan.FromSeconds(10);
        await Connecting.UntilAsync(() =>
        {
            if (time.GetUtcNow() < end)
                time.Advance(TimeSpan.FromMilliseconds(20));
            return pool.OpenConnections == 2;
        });
        Assert.True(pool.IsUp);
    }

    [Fact]
    public async Task A_node_whose_only_connection_ends_at_once_is_not_asked_without_a_pause()
    {
        var time = new FakeTimeProvider();
        await using var cluster = new FakeCluster(2);
        var node = cluster.Nodes[1];
        node.IsAway = true;
        await using var session = await cluster.ConnectAsync(
            options =>
            {
                Patience.Set(options);
                options.ConnectionsPerNode = 2;
            },
            time);
        node.Takes = 1;
        node.IsAway = false;
        await Connecting.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            return node.OpenConnections == 1;
        });

        // It stands still: no pause passes.
        await Connecting.UntilAsync(() => node.Takes < 0);
        var asked = node.Connections;
        node.Drop();
        node.Takes = 1;
        await Task.Delay(100);
        Assert.Equal(asked, node.Connections);
    }

    private sealed class FailingLogger : ILogger
    {
        private volatile string? _word;

        public bool HasFailed { get; private set; }

        public void FailNext(string word) => _word = word;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (_word is not { } word || !formatter(state, exception).Contains(word, StringComparison.Ordinal))
                return;
            (_word, HasFailed) = (null, true);
            throw new IOException("There is no space left.");
        }
    }
}
