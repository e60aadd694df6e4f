namespace Orleans.Entities.Contract;

/// <summary>The log: what commits append, dense and in order.</summary>
public abstract class LogContract : StoreContract
{
    private static readonly EntityKey Key = new("thing", "1");

    [Fact]
    public async Task An_event_carries_what_its_commit_gave_it()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a");
        var next = writer.Next("b");
        await writer.WriteAsync(new EntityCommit
        {
            Key = Key,
            ExpectedVersion = next.ExpectedVersion,
            ExpectedWriteId = next.ExpectedWriteId,
            WriteId = next.WriteId,
            Events = [EntityWriter.Event("""{"n":1}"""), new PendingEvent("tests.ä.v2", default)],
            Time = EntityWriter.Time.ToOffset(TimeSpan.FromHours(2)),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        });

        var partition = Log.PartitionOf(Key);
        await Subject.UntilLoggedAsync();
        var events = await Log.ReadAsync(partition, 0, 10, TimeSpan.Zero, Token);

        Assert.Equal([(0L, 2L, 0), (1L, 2L, 1)], events.Select(value => (value.Offset, value.Version, value.Index)));
        Assert.Equal(["tests.thing.happened.v1", "tests.ä.v2"], events.Select(value => value.Type));
        Assert.Equal(["""{"n":1}""", ""], events.Select(value => Text.Of(value.Data)));
        Assert.All(events, value =>
        {
            Assert.Equal((partition, Key), (value.Partition, value.Entity));
            Assert.Equal(EntityWriter.Time, value.Time);
            Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", value.TraceParent);
        });
    }

    [Fact]
    public async Task The_log_has_an_id_and_partitions_that_stay()
    {
        var (id, partitions, partition) = (Log.LogId, Log.PartitionCount, Log.PartitionOf(Key));

        await Subject.ReopenAsync();

        Assert.NotEqual(Guid.Empty, id);
        Assert.Equal((id, partitions, partition), (Log.LogId, Log.PartitionCount, Log.PartitionOf(Key)));
        Assert.InRange(partition, 0, partitions - 1);
    }

    [Fact]
    public void A_hundred_thousand_entities_are_spread_over_the_partitions_evenly()
    {
        const int Entities = 100_000;
        var counts = new int[Log.PartitionCount];
        for (var i = 0; i < Entities; i++)
            counts[Log.PartitionOf(new EntityKey("order", $"ord_{i}"))]++;

        // Six times the deviation that chance alone makes.
        var (share, deviation) = (Entities / counts.Length, 6 * Math.Sqrt(Entities / counts.Length));
        Assert.All(counts, count => Assert.InRange(count, share - deviation, share + deviation));
    }

    [Fact]
    public async Task Offsets_are_dense_and_each_entitys_events_are_in_the_order_of_its_commits()
    {
        var writers = Enumerable.Range(0, 40).Select(i => new EntityWriter(Store, new EntityKey("thing", $"{i}"))).ToList();
        await Task.WhenAll(writers.Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
                await writer.WriteAsync("a", events: [.. Enumerable.Range(0, i % 4).Select(n => EntityWriter.Event($"{n}"))]);
        })));

        var all = new List<LogEvent>();
        for (var partition = 0; partition < Log.PartitionCount; partition++)
        {
            var events = await ReadAllAsync(partition);
            Assert.Equal(Enumerable.Range(0, events.Count).Select(i => (long)i), events.Select(value => value.Offset));
            Assert.All(events, value => Assert.Equal(partition, Log.PartitionOf(value.Entity)));
            all.AddRange(events);
        }

        foreach (var writer in writers)
        {
            var expected = Enumerable.Range(0, 25).SelectMany(i => Enumerable.Range(0, i % 4).Select(n => (i + 1L, n)));
            Assert.Equal(expected, all.Where(value => value.Entity == writer.Key).Select(value => (value.Version, value.Index)));
        }
    }

    [Fact]
    public async Task A_read_is_bounded_by_its_limit_and_empty_at_the_end()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a", events: [.. Enumerable.Range(0, 10).Select(i => EntityWriter.Event($"{i}"))]);
        var partition = Log.PartitionOf(Key);

        await Subject.UntilLoggedAsync();
        Assert.Equal(["3", "4"], (await Log.ReadAsync(partition, 3, 2, TimeSpan.Zero, Token)).Select(value => Text.Of(value.Data)));
        Assert.Empty(await Log.ReadAsync(partition, 10, 5, TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task A_read_is_bounded_in_bytes_too_and_the_next_goes_on_behind_it()
    {
        const int Large = IEventLog.ReadBytes / 5;
        var writer = new EntityWriter(Store, Key);
        for (var i = 0; i < 12; i++)
            await writer.WriteAsync("a", events: [EntityWriter.Event($"{i}{new string(' ', Large)}")]);
        var partition = Log.PartitionOf(Key);
        await Subject.UntilLoggedAsync();

        // From memory, and from where a log keeps what it no longer remembers.
        await AssertBoundedAsync(partition);
        await Subject.ReopenAsync();
        await AssertBoundedAsync(partition);
    }

    [Fact]
    public async Task A_read_at_the_end_waits_for_the_next_event()
    {
        var partition = Log.PartitionOf(Key);
        var reading = Log.ReadAsync(partition, 0, 10, TimeSpan.FromMinutes(1), Token).AsTask();
        Assert.False(reading.IsCompleted);

        await new EntityWriter(Store, Key).WriteAsync("a", events: [EntityWriter.Event("{}")]);

        Assert.Single(await reading);
    }

    [Fact]
    public async Task A_read_that_waits_in_vain_is_empty() =>
        Assert.Empty(await Log.ReadAsync(Log.PartitionOf(Key), 0, 10, TimeSpan.FromMilliseconds(20), Token));

    [Fact]
    public async Task A_read_ends_its_waiting_when_it_is_cancelled()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reading = Log.ReadAsync(Log.PartitionOf(Key), 0, 10, TimeSpan.FromMinutes(1), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task An_offset_above_the_head_is_refused() =>
        await Assert.ThrowsAsync<LogTruncatedException>(async () => await Log.ReadAsync(Log.PartitionOf(Key), 1, 10, TimeSpan.Zero, Token));

    [Fact]
    public async Task Trimmed_events_are_gone_and_offsets_go_on()
    {
        var writer = new EntityWriter(Store, Key);
        var partition = Log.PartitionOf(Key);
        await writer.WriteAsync("a", events: [.. Enumerable.Range(0, 10).Select(i => EntityWriter.Event($"{i}"))]);

        await Subject.UntilLoggedAsync();
        await Log.TrimAsync(partition, 7, Token);
        await Log.TrimAsync(partition, 3, Token);

        Assert.Equal(new LogExtent(7, 10), await Log.GetExtentAsync(partition, Token));
        Assert.Equal(["7", "8", "9"], (await ReadAllAsync(partition, 7)).Select(value => Text.Of(value.Data)));
        await Assert.ThrowsAsync<LogTruncatedException>(async () => await Log.ReadAsync(partition, 6, 10, TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task A_partition_that_is_trimmed_bare_goes_on_counting_after_a_restart()
    {
        var writer = new EntityWriter(Store, Key);
        var partition = Log.PartitionOf(Key);
        await writer.WriteAsync("a", events: [EntityWriter.Event("0"), EntityWriter.Event("1")]);
        await Subject.UntilLoggedAsync();
        await Log.TrimAsync(partition, 2, Token);

        await Subject.ReopenAsync();
        var after = await Log.GetExtentAsync(partition, Token);
        var head = await Store.OpenAsync(Key, Token);
        var commit = new EntityCommit
        {
            Key = Key,
            ExpectedVersion = head.Version,
            ExpectedWriteId = head.WriteId,
            WriteId = Guid.NewGuid(),
            Events = [EntityWriter.Event("2")],
            Time = EntityWriter.Time,
        };
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(commit));

        Assert.Equal(new LogExtent(2, 2), after);
        Assert.Equal(2, Assert.Single(await ReadAllAsync(partition, 2)).Offset);
    }

    [Fact]
    public async Task A_trim_beyond_the_head_or_in_no_partition_is_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Log.TrimAsync(0, 1, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Log.TrimAsync(Log.PartitionCount, 0, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Log.ReadAsync(-1, 0, 1, TimeSpan.Zero, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Log.GetExtentAsync(Log.PartitionCount, Token));
    }

    private async Task AssertBoundedAsync(int partition)
    {
        var read = new List<LogEvent>();
        while (await Log.ReadAsync(partition, read.Count, 100, TimeSpan.Zero, Token) is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, 5);
            read.AddRange(page);
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i}"), read.Select(value => Text.Of(value.Data).TrimEnd()));
    }

    private async Task<List<LogEvent>> ReadAllAsync(int partition, long offset = 0)
    {
        await Subject.UntilLoggedAsync();
        var events = new List<LogEvent>();
        while (true)
        {
            var page = await Log.ReadAsync(partition, offset + events.Count, 16, TimeSpan.Zero, Token);
            if (page.Count == 0)
                return events;
            events.AddRange(page);
        }
    }
}
