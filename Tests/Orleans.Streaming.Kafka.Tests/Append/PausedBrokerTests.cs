using System.Diagnostics;
using System.Globalization;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Append;

namespace Orleans.Streaming.Kafka.Tests.Append;

/// <summary>What a broker that hangs costs a process to which commits come without end: so much memory and no more.</summary>
[Collection(nameof(MeasuredBroker))]
public sealed class PausedBrokerTests(MeasuredBroker broker, ITestOutputHelper output)
{
    // What is on its way and what waits for a place, and what the runtime needs for itself. The callers' events are theirs: all have the same.
    private const long MostBytes = 192L << 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // What the library frees it keeps for later: the next case is held against what was there before any.
    private static long _least = long.MaxValue;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, 150_000)]
    [InlineData(100_000, 5_000)]
    public async Task Memory_is_bounded_while_it_hangs_and_what_was_accepted_is_in_the_log_once_when_it_goes_on(int bytes, int commits)
    {
        var cluster = await broker.StartedOrSkipAsync();
        await using var test = await TestLog.OpenAsync(cluster);
        var appender = test.Log.Session.Appender;
        var events = Commits.Of(new("thing", "any"), 1, bytes: bytes).Events;
        await test.Log.RelayAsync(CommitOf("warm"));
        var outcomes = new CommitOutcome[commits];
        var before = _least = Math.Min(_least, ResidentBytes());
        var most = 0L;

        await cluster.PauseAsync(1);
        try
        {
            var calls = new List<Task>();
            for (var i = 0; i < commits; i++)
            {
                if (AppendAsync(i) is { IsCompletedSuccessfully: false } call)
                    calls.Add(call);
                Assert.InRange(appender.OnTheirWay, 0, EventAppender.MaxOnTheirWay);
            }

            most = ResidentBytes();
            await Task.WhenAll(calls);
            Assert.True(appender.OnTheirWay > 0);
            most = Math.Max(most, ResidentBytes());
        }
        finally
        {
            await cluster.ResumeAsync(1);
        }

        while (appender.OnTheirWay > 0)
            await Task.Delay(Pause, Token);
        output.WriteLine($"{commits} commits of {bytes} bytes: {(most - before) >> 20} MiB more; {string.Join(", ", outcomes.CountBy(outcome => outcome))}");
        Assert.InRange(most, 0, before + MostBytes);
        Assert.Contains(CommitOutcome.NotApplied, outcomes);
        Assert.Contains(CommitOutcome.Unknown, outcomes);
        var times = (await ReadNamesAsync(test.Log)).CountBy(name => name).ToDictionary();
        for (var i = 0; i < commits; i++)
            Assert.Equal(outcomes[i] is CommitOutcome.NotApplied ? 0 : 1, times.GetValueOrDefault(Name(i)));

        async Task AppendAsync(int i) => outcomes[i] = await test.Log.AppendAsync(CommitOf(Name(i)));

        EntityCommit CommitOf(string name) => new()
        {
            Key = new("thing", name),
            ExpectedVersion = 0,
            ExpectedWriteId = Guid.Empty,
            WriteId = Guid.NewGuid(),
            Time = TimeProvider.System.GetUtcNow(),
            Events = events,
        };
    }

    private static string Name(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static async Task<List<string>> ReadNamesAsync(KafkaEventLog log)
    {
        var all = new List<string>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
            all.AddRange((await log.ReadToEndAsync(partition)).Select(value => value.Entity.Id));
        return all;
    }

    // Of both, the managed memory and that of the library.
    private static long ResidentBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
