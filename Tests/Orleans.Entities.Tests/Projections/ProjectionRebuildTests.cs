namespace Orleans.Entities.Tests.Projections;

public sealed class ProjectionRebuildTests
{
    [Fact]
    public async Task A_rebuilt_projection_takes_the_place_of_the_live_one_and_both_agree()
    {
        await using var harness = new ProjectionHarness();
        var random = new Random(11);
        var expected = harness.Append(1_000, random);
        await harness.StartAsync();
        await harness.CatchUpAsync();
        var before = harness.Projection.Seen;

        var rebuilding = harness.Host.RebuildAsync("counting");
        expected.AddRange(harness.Append(1_000, random));
        await rebuilding;
        await harness.CatchUpAsync();

        Assert.NotNull(harness.Projection.Replacement);
        Assert.Equal(expected.Order(), harness.Projection.Seen.Order());
        Assert.Subset(harness.Projection.Seen.ToHashSet(), before.ToHashSet());
        Assert.False(harness.Progress.Rebuilding);
    }

    [Fact]
    public async Task The_live_one_goes_on_while_another_is_built()
    {
        await using var harness = new ProjectionHarness();
        var random = new Random(12);
        var expected = harness.Append(200, random);
        await harness.StartAsync();
        await harness.CatchUpAsync();
        var gate = new TaskCompletionSource();
        harness.Projection.BeforeCommit = _ => gate.Task;
        var rebuilding = harness.Host.RebuildAsync("counting");
        harness.Projection.BeforeCommit = _ => Task.CompletedTask;

        expected.AddRange(harness.Append(200, random));
        await harness.CatchUpAsync();
        Assert.Equal(expected.Order(), harness.Projection.Seen.Order());
        Assert.True(harness.Progress.Rebuilding);
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Host.RebuildAsync("counting"));

        gate.SetResult();
        await rebuilding;
        await harness.CatchUpAsync();
        Assert.Equal(expected.Order(), harness.Projection.Seen.Order());
    }

    [Fact]
    public async Task A_rebuilding_that_is_cancelled_leaves_the_live_one_serving()
    {
        await using var harness = new ProjectionHarness();
        var random = new Random(13);
        var expected = harness.Append(200, random);
        await harness.StartAsync();
        await harness.CatchUpAsync();
        using var cancel = new CancellationTokenSource();
        harness.Projection.BeforeCommit = _ => throw new IOException("No place for a second one.");
        var rebuilding = harness.Host.RebuildAsync("counting", cancel.Token);
        harness.Projection.BeforeCommit = _ => Task.CompletedTask;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rebuilding);
        Assert.True(harness.Projection.Replacement!.IsDisposed);

        expected.AddRange(harness.Append(200, random));
        await harness.CatchUpAsync();
        Assert.Equal(expected.Order(), harness.Projection.Seen.Order());
    }

    [Fact]
    public async Task A_rebuilding_that_stops_short_of_the_end_is_given_up_and_the_live_one_goes_on()
    {
        await using var harness = new ProjectionHarness { Settings = ProjectionHarness.Quick with { SwapPatience = TimeSpan.FromMilliseconds(200) } };
        await harness.StartAsync();
        var (isStuck, gate) = (false, new TaskCompletionSource());
        harness.Projection.BeforeCommit = _ => Volatile.Read(ref isStuck) ? throw new IOException("The disk is full.") : gate.Task;
        var first = harness.Log.Append(0, "one", CountingProjection.Counted);
        var rebuilding = harness.Host.RebuildAsync("counting");
        harness.Projection.BeforeCommit = _ => Task.CompletedTask;
        LogEvent? second = null;
        harness.Projection.Replacement!.AfterCommit = () =>
        {
            Volatile.Write(ref isStuck, true);
            second ??= harness.Log.Append(0, "one", CountingProjection.Counted);
        };
        gate.SetResult();
        await Assert.ThrowsAsync<EntityStoreException>(() => rebuilding.WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.True(harness.Projection.Replacement.IsDisposed);
        Assert.False(harness.Progress.Rebuilding);
        await harness.CatchUpAsync();
        Assert.Equal([first.Id, second!.Id], harness.Projection.Seen);
    }
}
