using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Faults;

[Collection(nameof(OneBroker))]
public sealed class BrokerFaultTests(OneBroker broker)
{
    // What calls have, and some more: this machine may be busy with other tests.
    private static readonly TimeSpan WithinLimits = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_event_is_lost_and_order_is_kept_when_the_broker_is_killed_while_events_are_appended()
    {
        const int Entities = 16, Versions = 150;
        var cluster = await broker.StartedOrSkipAsync();
        await using var test = await TestLog.OpenAsync(cluster);
        var keys = Enumerable.Range(0, Entities).Select(i => new EntityKey("thing", $"{i}")).ToList();
        using var half = new CountdownEvent(Entities);
        var appending = Task.WhenAll(keys.Select(key => Task.Run(async () =>
        {
            for (var version = 1; version <= Versions; version++)
            {
                await test.Log.RelayAsync(Commits.Of(key, version, events: 1 + (version % 3)));
                if (version == Versions / 3)
                    half.Signal();
            }
        })));
        await Task.Run(() => half.Wait(Token), Token);

        await cluster.KillAsync(1);
        await cluster.StartAsync(1);
        await appending;

        var all = await ReadAllAsync(test.Log);
        foreach (var key in keys)
        {
            var told = all.Where(value => value.Entity == key).Select(value => (value.Version, value.Index)).ToList();
            var expected = Enumerable.Range(1, Versions).SelectMany(version => Enumerable.Range(0, 1 + (version % 3)).Select(index => ((long)version, index)));
            Assert.Equal(expected, told.Distinct());
        }
    }

    [Fact]
    public async Task Every_call_ends_within_its_limit_while_the_broker_hangs_and_goes_on_when_it_wakes_up()
    {
        var cluster = await broker.StartedOrSkipAsync();
        await using var test = await TestLog.OpenAsync(cluster);
        var other = await test.JoinAsync();
        var (entity, position) = (test.Log.EntityIn(0), new LogPosition(test.Log.LogId, 1, null));
        await test.Log.RelayAsync(Commits.Of(entity, 1));

        // What is acknowledged is read some moments later, and to read beyond what was read would be a question to the broker.
        Assert.Single(await test.Log.ReadToEndAsync(0));
        var hanging = Commits.Of(entity, 2);
        Task joined;
        await cluster.PauseAsync(1);
        try
        {
            var begin = TimeProvider.System.GetTimestamp();
            var appending = test.Log.AppendAsync(hanging).AsTask();
            var closing = other.DisposeAsync().AsTask();
            await Task.WhenAll(
                FailsAsync("GetExtentAsync", () => test.Log.GetExtentAsync(0, Token).AsTask()),
                FailsAsync("GetPositionAsync", () => test.Log.GetPositionAsync("reader", 0, Token).AsTask()),
                FailsAsync("SetPositionAsync", () => test.Log.SetPositionAsync("reader", 0, position, Token).AsTask()),
                FailsAsync("TrimAsync", () => test.Log.TrimAsync(0, 1, Token).AsTask()));

            Assert.Empty(await test.Log.ReadAsync(0, 1, 10, TimeSpan.FromMilliseconds(10), Token));
            Assert.Equal(CommitOutcome.Unknown, await appending);
            await closing;
            Assert.InRange(TimeProvider.System.GetElapsedTime(begin), TimeSpan.Zero, WithinLimits);

            // The same again joins what is on its way: it is there once.
            joined = test.Log.RelayAsync(hanging);
        }
        finally
        {
            await cluster.ResumeAsync(1);
        }

        await joined;
        Assert.Equal([1L, 2L], (await ReadAllAsync(test.Log)).Select(value => value.Version));
    }

    private static async Task FailsAsync(string what, Func<Task> call)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var failure = await Record.ExceptionAsync(call);
        Assert.True(
            failure is EntityStoreException && !failure.Message.Contains("looked into", StringComparison.Ordinal),
            $"{what} ended after {TimeProvider.System.GetElapsedTime(begin)} with {failure?.ToString() ?? "success"}");
    }

    // A question that was asked of the broker while it was away may fail once more.
    private static async Task<List<LogEvent>> ReadAllAsync(KafkaEventLog log)
    {
        for (var begin = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                var all = new List<LogEvent>();
                for (var partition = 0; partition < log.PartitionCount; partition++)
                    all.AddRange(await log.ReadToEndAsync(partition));
                return all;
            }
            catch (EntityStoreException) when (TimeProvider.System.GetElapsedTime(begin) < WithinLimits)
            {
                await Task.Delay(Pause, Token);
            }
        }
    }
}
