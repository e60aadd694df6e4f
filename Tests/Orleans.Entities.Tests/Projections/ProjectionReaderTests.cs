namespace Orleans.Entities.Tests.Projections;

public sealed class ProjectionReaderTests
{
    [Fact]
    public async Task All_partitions_are_applied_in_their_order()
    {
        await using var harness = new ProjectionHarness();
        var random = new Random(3);
        var expected = harness.Append(500, random);
        await harness.StartAsync();
        expected.AddRange(harness.Append(2_500, random));
        await harness.CatchUpAsync();

        var seen = harness.Projection.Seen;
        Assert.Equal(expected.Order(), seen.Order());
        var place = seen.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        foreach (var partition in Enumerable.Range(0, harness.Log.PartitionCount))
        {
            var events = await harness.Log.ReadAsync(partition, 0, int.MaxValue, TimeSpan.Zero);
            var places = events.Where(e => e.Type == CountingProjection.Counted).Select(e => place[e.Id]).ToArray();
            Assert.Equal(places.Order(), places);
        }
    }

    [Fact]
    public async Task Batches_form_over_many_partitions_and_are_bounded()
    {
        await using var harness = new ProjectionHarness { Settings = new() { MaxBatch = 100, MaxRead = 30, Linger = TimeSpan.Zero } };
        harness.Append(2_000, new(1));
        await harness.StartAsync();
        await harness.CatchUpAsync();
        Assert.All(harness.Projection.Batches, batch => Assert.InRange(batch, 0, 100));
        Assert.InRange(harness.Projection.Batches.Count, 10, 60);
    }

    [Fact]
    public async Task A_batch_is_bounded_in_bytes_but_for_its_last_read()
    {
        await using var harness = new ProjectionHarness { Settings = new() { MaxBatchBytes = 1, MaxRead = 7, Linger = TimeSpan.Zero } };
        var expected = harness.Append(200, new(7));
        await harness.StartAsync();
        await harness.CatchUpAsync();
        Assert.All(harness.Projection.Batches, batch => Assert.InRange(batch, 0, 7));
        Assert.Equal(expected.Order(), harness.Projection.Seen.Order());
    }

    [Fact]
    public async Task Waiting_ends_when_the_position_is_applied_and_not_before()
    {
        await using var harness = new ProjectionHarness();
        var gate = new TaskCompletionSource();
        harness.Projection.BeforeCommit = _ => gate.Task;
        await harness.StartAsync();
        harness.Append(50, new(2));
        var heads = await harness.HeadsAsync();
        Assert.False(await harness.Host.WaitForAsync("counting", heads, TimeSpan.FromMilliseconds(30)));
        var waiting = harness.Host.WaitForAsync("counting", heads, TimeSpan.FromSeconds(20)).AsTask();
        Assert.False(waiting.IsCompleted);
        gate.SetResult();
        Assert.True(await waiting);
        Assert.All(heads, head => Assert.Equal(head.Value, harness.Progress.Offsets[head.Key]));
    }

    [Fact]
    public async Task Its_positions_pass_what_it_does_not_read()
    {
        await using var harness = new ProjectionHarness();
        await harness.StartAsync();
        var passed = harness.Log.Append(2, "e", "things.thing.ignored.v1");
        await Eventually.HoldsAsync(() => harness.Projection.Positions.Count > 0, "the position is stored");
        Assert.Equal(new LogPosition(harness.Log.LogId, passed.Offset + 1, passed.Id), harness.Projection.Positions[2]);
        Assert.Empty(harness.Projection.Seen);
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_committed_position()
    {
        await using var harness = new ProjectionHarness();
        var random = new Random(5);
        var expected = harness.Append(300, random);
        await harness.StartAsync();
        await harness.CatchUpAsync();
        await harness.StopAsync();
        expected.AddRange(harness.Append(300, random));
        await harness.StartAsync();
        await harness.CatchUpAsync();
        Assert.Equal(expected.Order(), harness.Projection.Seen.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_commit_made_or_not_loses_and_doubles_nothing(bool committed)
    {
        await using var harness = new ProjectionHarness
        {
            Settings = new() { MaxBatch = 50, Linger = TimeSpan.Zero, BackOff = ReaderBackOff.Default with { First = TimeSpan.FromMilliseconds(1) } },
        };
        var expected = harness.Append(1_000, new(6));
        var faults = 5;
        var fail = () =>
        {
            if (Interlocked.Decrement(ref faults) >= 0)
                throw new IOException("The disk is full.");
        };
        if (committed)
            harness.Projection.AfterCommit = fail;
        else
            harness.Projection.BeforeCommit = _ => { fail(); return Task.CompletedTask; };
        await harness.StartAsync();
        await harness.CatchUpAsync();
        Assert.Equal(expected.Order(), harness.Projection.Seen.Order());
        Assert.Equal(6, harness.Projection.Openings);
    }

    [Fact]
    public async Task A_log_that_cannot_answer_is_read_again()
    {
        await using var harness = new ProjectionHarness();
        var expected = harness.Append(200, new(8));
        var faults = 4;
        harness.Log.ReadFault = partition => partition == 1 && Interlocked.Decrement(ref faults) >= 0 ? new EntityStoreException("busy") : null;
        await harness.StartAsync();
        await harness.CatchUpAsync();
        Assert.Equal(expected.Order(), harness.Projection.Seen.Order());
    }

    [Fact]
    public async Task A_position_of_another_log_means_building_anew()
    {
        await using var harness = new ProjectionHarness();
        var expected = harness.Append(100, new(9));
        harness.Projection.Positions = new Dictionary<int, LogPosition> { [0] = new(Guid.NewGuid(), 5, "thing/e@1.0") };
        await harness.StartAsync();
        await harness.CatchUpAsync();
        Assert.Equal(1, harness.Projection.Resets);
        Assert.Equal(expected.Order(), harness.Projection.Seen.Order());
    }

    [Fact]
    public async Task A_log_without_its_start_stops_a_projection_that_needs_it()
    {
        await using var harness = new ProjectionHarness();
        var kept = harness.Log.Append(0, "e", CountingProjection.Counted);
        harness.Log.Append(1, "e", CountingProjection.Counted);
        harness.Log.Append(1, "e", CountingProjection.Counted);
        await harness.Log.TrimAsync(1, 1);
        await harness.StartAsync();
        await Eventually.HoldsAsync(() => harness.Progress.State is ProjectionState.Stopped, "it stands still");
        Assert.Empty(harness.Projection.Seen);
        Assert.Equal(0, kept.Offset);
    }
}
