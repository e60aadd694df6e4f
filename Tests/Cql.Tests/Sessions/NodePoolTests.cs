using Cql.Tests.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Logging;

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
