using Cql;
using Cql.Tests;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Entities.Cassandra.Tests.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Storage;

/// <summary>What the cluster does not answer is told in the words of the contract.</summary>
[Collection(nameof(OneNode))]
public sealed class UnansweredTests(OneNode node)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scan_says_so_as_every_reading_does_at_its_first_page_and_at_a_later_one()
    {
        var options = TestStore.OptionsFor(await node.StartedOrSkipAsync());
        options.ScanPageSize = 2;
        await using (var owner = await TestOwner.OpenAsync(options, new ArrivalLog(), new FakeTimeProvider(), Token))
        {
            for (var number = 0; number < 5; number++)
                await new EntityWriter(owner.Entities, new EntityKey("thing", $"{number}")).WriteAsync("a head");
            var refusal = new CqlNoNodeException("No node takes the request.", last: null);

            await using var scan = owner.Entities.ScanAsync("thing", cancellationToken: Token).GetAsyncEnumerator(Token);
            Assert.True(await scan.MoveNextAsync());
            owner.Connection.Gate = Task.FromException(refusal);
            var later = await Assert.ThrowsAsync<EntityStoreException>(async () =>
            {
                while (await scan.MoveNextAsync())
                {
                }
            });
            Assert.Same(refusal, later.InnerException);
            await Assert.ThrowsAsync<EntityStoreException>(async () => await owner.Entities.ScanAsync("thing", cancellationToken: Token).CountAsync(Token));

            owner.Connection.Gate = Task.CompletedTask;
            Assert.Equal(5, await owner.Entities.ScanAsync("thing", cancellationToken: Token).CountAsync(Token));
        }

        await TestKeyspaces.DropAsync(options);
    }

    [Fact]
    public async Task A_commit_that_is_refused_is_not_applied_and_the_log_tells_why_once_a_minute()
    {
        var options = TestStore.OptionsFor(await node.StartedOrSkipAsync());
        var time = new FakeTimeProvider();
        var logger = new RecordingLogger();
        await using (var owner = await TestOwner.OpenAsync(options, new ArrivalLog(), time, Token, loggers: new Loggers(logger)))
        {
            var writer = new EntityWriter(owner.Entities, new EntityKey("thing", "1"));
            await writer.WriteAsync("a head");
            owner.Connection.Gate = Task.FromException(new CqlNoNodeException("The grant was taken back.", last: null));
            for (var tries = 0; tries < 3; tries++)
                Assert.Equal(CommitOutcome.NotApplied, await writer.TryWriteAsync(writer.Next("refused")));
            Assert.Contains("The grant was taken back.", Assert.Single(Told()), StringComparison.Ordinal);

            // By now it is asked first whether this process is its own owner still.
            time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(CommitOutcome.NotApplied, await writer.TryWriteAsync(writer.Next("refused")));
            Assert.Contains("nor 2 before it", Told()[^1], StringComparison.Ordinal);
            Assert.Equal(2, Told().Count);
            owner.Connection.Gate = Task.CompletedTask;
        }

        await TestKeyspaces.DropAsync(options);

        List<string> Told() => [.. logger.Messages.Where(message => message.StartsWith("Cassandra does not take the commit of thing/1", StringComparison.Ordinal))];
    }

    private sealed class Loggers(ILogger logger) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose() { }
    }
}
