using CsCheck;
using Orleans.Entities.Contract;

namespace Orleans.Entities.RocksDb.Tests;

/// <summary>Reads near the log's end come from memory, older ones from the files: nobody can tell which.</summary>
public sealed class LogTailTests
{
    private const int Entities = 3;

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Enum<StepKind>(),
        Gen.Int[0, Entities - 1],
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 60_000], (small, large) => large > 50_000 ? large : small).Array[0, 4],
        Gen.Double[0, 1],
        Gen.String[Gen.Char["0aä"], 0, 8],
        (kind, entity, events, place, trace) => new Step(kind, entity, events, place, trace));

    private enum StepKind
    {
        Commit,
        Burst,
        Read,
        Trim,
        Reopen,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_and_files_tell_the_same_of_any_sequence_of_commits_trims_and_restarts() =>
        await Steps.Array[1, 30].SampleAsync(RunAsync, iter: 60, threads: 1);

    [Fact]
    public async Task The_events_of_the_newest_commits_are_shared_by_their_readers()
    {
        await using var subject = new RocksDbUnderTest();
        var writer = new EntityWriter(subject.Store, new EntityKey("thing", "1"));
        await writer.WriteAsync("a", events: [EntityWriter.Event("1"), EntityWriter.Event("2")]);
        var partition = subject.Log.PartitionOf(writer.Key);

        var first = await subject.Log.ReadAsync(partition, 0, 10, TimeSpan.Zero, Token);
        var second = await subject.Log.ReadAsync(partition, 0, 10, TimeSpan.Zero, Token);

        Assert.Equal(2, first.Count);
        Assert.All(first.Zip(second), pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public async Task An_event_stays_as_it_was_when_its_commits_buffer_is_used_again()
    {
        await using var subject = new RocksDbUnderTest();
        var writer = new EntityWriter(subject.Store, new EntityKey("thing", "1"));
        var buffer = "before"u8.ToArray();
        await writer.WriteAsync("a", events: [new PendingEvent("tests.thing.happened.v1", buffer)]);

        "after!"u8.CopyTo(buffer);

        var read = await subject.Log.ReadAsync(subject.Log.PartitionOf(writer.Key), 0, 10, TimeSpan.Zero, Token);
        Assert.Equal("before"u8, Assert.Single(read).Data.Span);
    }

    [Fact]
    public async Task Readers_beside_commits_and_trims_see_dense_offsets_and_every_event_once_it_is_answered()
    {
        const int Commits = 400;
        await using var subject = new RocksDbUnderTest();
        var writers = Enumerable.Range(0, 4).Select(i => new EntityWriter(subject.Store, new EntityKey("thing", $"{i}"))).ToList();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var readers = writers.SelectMany(writer => Enumerable.Range(0, 2)
            .Select(_ => Task.Run(() => FollowAsync(subject.Log, subject.Log.PartitionOf(writer.Key), done.Token)))).ToList();

        await Task.WhenAll(writers.Select(writer => Task.Run(async () =>
        {
            var partition = subject.Log.PartitionOf(writer.Key);
            for (var i = 0; i < Commits; i++)
            {
                var data = new string('x', i % 50 == 0 ? 40_000 : 10);
                await writer.WriteAsync("a", events: [EntityWriter.Event(data), EntityWriter.Event("2")]);
                var end = (await subject.Log.GetExtentAsync(partition, Token)).Next;
                var newest = await subject.Log.ReadAsync(partition, end - 1, 1, TimeSpan.Zero, Token);
                Assert.Equal(end - 1, Assert.Single(newest).Offset);
                if (i % 100 == 99)
                    await subject.Log.TrimAsync(partition, end - 20, Token);
            }
        })));

        await done.CancelAsync();
        var seen = await Task.WhenAll(readers);
        Assert.All(seen, ends => Assert.True(ends > 0));
    }

    // Reads on until it is told to stop; who is trimmed away goes on at the first offset that is left.
    private static async Task<long> FollowAsync(IEventLog log, int partition, CancellationToken done)
    {
        var offset = 0L;
        while (!done.IsCancellationRequested)
        {
            try
            {
                foreach (var value in await log.ReadAsync(partition, offset, 7, TimeSpan.FromMilliseconds(5), CancellationToken.None))
                {
                    Assert.Equal((partition, offset), (value.Partition, value.Offset));
                    offset++;
                }
            }
            catch (LogTruncatedException)
            {
                offset = Math.Max(offset, (await log.GetExtentAsync(partition, CancellationToken.None)).First);
            }

            Assert.True(offset <= (await log.GetExtentAsync(partition, CancellationToken.None)).Next, "An event was seen before its end was.");
        }

        return offset;
    }

    private static async Task RunAsync(Step[] steps)
    {
        await using var subject = new RocksDbUnderTest();
        var versions = new (long Version, Guid WriteId)[Entities];
        foreach (var step in steps)
        {
            var key = new EntityKey("thing", $"{step.Entity}");
            var partition = subject.Log.PartitionOf(key);
            var extent = await subject.Log.GetExtentAsync(partition, Token);
            switch (step.Kind)
            {
                case StepKind.Commit:
                    await CommitAsync(subject.Store, key, versions, step);
                    break;
                case StepKind.Burst:
                    await Task.WhenAll(Enumerable.Range(0, Entities).Select(
                        entity => CommitAsync(subject.Store, new EntityKey("thing", $"{entity}"), versions, step with { Entity = entity })));
                    break;
                case StepKind.Read:
                    await CompareAsync(subject, partition, extent.First + (long)(step.Place * (extent.Next - extent.First)), extent);
                    break;
                case StepKind.Trim:
                    var before = extent.First + (long)(step.Place * (extent.Next - extent.First));
                    await subject.Log.TrimAsync(partition, before, Token);
                    if (before > 0)
                    {
                        await Assert.ThrowsAsync<LogTruncatedException>(
                            async () => await subject.Log.ReadAsync(partition, before - 1, 1, TimeSpan.Zero, Token));
                    }

                    break;
                case StepKind.Reopen:
                    await subject.ReopenAsync();
                    break;
            }
        }

        for (var partition = 0; partition < subject.Log.PartitionCount; partition++)
        {
            var extent = await subject.Log.GetExtentAsync(partition, Token);
            for (var offset = extent.First; offset < extent.Next; offset++)
                await CompareAsync(subject, partition, offset, extent);
        }
    }

    private static async Task CommitAsync(IEntityStore store, EntityKey key, (long Version, Guid WriteId)[] versions, Step step)
    {
        ref var at = ref versions[step.Entity];
        var commit = new EntityCommit
        {
            Key = key,
            ExpectedVersion = at.Version,
            ExpectedWriteId = at.WriteId,
            WriteId = Guid.NewGuid(),
            Events = [.. step.Events.Select((bytes, i) => new PendingEvent($"tests.thing.happened.v{i}", new byte[bytes]))],
            Time = EntityWriter.Time.ToOffset(TimeSpan.FromHours(step.Events.Length)),
            TraceParent = step.Trace,
        };
        at = (at.Version + 1, commit.WriteId);
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit));
    }

    private static async Task CompareAsync(RocksDbUnderTest subject, int partition, long offset, LogExtent extent)
    {
        var read = await subject.Log.ReadAsync(partition, offset, 5, TimeSpan.Zero, Token);
        var expected = (int)Math.Min(5, extent.Next - offset);
        Assert.Equal(expected, read.Count);
        if (expected == 0)
            return;
        var stored = ((EventLog)subject.Log).ReadStored(partition, offset, expected);
        Assert.Equal(stored.Select(Told), read.Select(Told));
        Assert.All(stored.Zip(read), pair => Assert.True(pair.First.Data.Span.SequenceEqual(pair.Second.Data.Span)));
    }

    private static (int, long, EntityKey, long, int, string, DateTimeOffset, TimeSpan, string?, string) Told(LogEvent value) =>
        (value.Partition, value.Offset, value.Entity, value.Version, value.Index, value.Type, value.Time, value.Time.Offset, value.TraceParent, value.Id);

    private sealed record Step(StepKind Kind, int Entity, int[] Events, double Place, string Trace);
}
