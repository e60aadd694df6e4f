using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Entities.Tests.Dispatch;
using Orleans.Entities.Tests.Projections;

namespace Orleans.Entities.Tests;

public sealed class ReaderGrainTests(ReaderCluster cluster) : IClassFixture<ReaderCluster>
{
    private IParkedEvents Parked => cluster.Grains.GetGrain<IParkedEvents>(cluster.Dispatcher.Name);

    [Fact]
    public async Task Every_partition_is_read_from_the_silos_start_on()
    {
        var told = Enumerable.Range(0, cluster.Log.PartitionCount)
            .Select(partition => cluster.Log.Append(partition, $"every{partition}", ScriptedDispatcher.Told, "every"))
            .ToList();
        await Eventually.HoldsAsync(() => cluster.Dispatcher.TakenBy("every").Count == told.Count, "all are told");
        foreach (var value in told)
        {
            await Eventually.HoldsAsync(
                async () => (await cluster.Log.GetPositionAsync(cluster.Dispatcher.Name, value.Partition))?.Next > value.Offset, "the position is stored");
        }
    }

    [Fact]
    public async Task A_reader_that_left_is_there_again_and_goes_on_from_its_position()
    {
        cluster.Log.Append(3, "left", ScriptedDispatcher.Told, "left");
        await Eventually.HoldsAsync(() => cluster.Dispatcher.TakenBy("left").Count == 1, "the first is told");
        var reader = cluster.Grains.GetGrain<IDispatchReader>(DispatchReaderGrain.KeyOf(cluster.Dispatcher.Name, 3));
        await reader.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        var second = cluster.Log.Append(3, "left", ScriptedDispatcher.Told, "left");
        await Eventually.HoldsAsync(() => cluster.Dispatcher.TakenBy("left").Any(e => e.Id == second.Id), "the second is told");
        Assert.Equal(2, cluster.Dispatcher.TakenBy("left").Count);
    }

    [Fact]
    public async Task A_reader_that_is_seen_to_just_as_it_leaves_does_not_end_the_seeing_to()
    {
        const int Partition = 7;
        var seen = 0;
        cluster.Log.ExtentFault = partition => partition == Partition && Interlocked.Increment(ref seen) > 0 ? new OperationCanceledException() : null;
        await Eventually.HoldsAsync(() => Volatile.Read(ref seen) > 0, "it is seen to");
        cluster.Log.ExtentFault = _ => null;
        await cluster.Grains.GetGrain<IDispatchReader>(DispatchReaderGrain.KeyOf(cluster.Dispatcher.Name, Partition)).Cast<IGrainManagementExtension>().DeactivateOnIdle();
        cluster.Log.Append(Partition, "leaves", ScriptedDispatcher.Told, "leaves");
        await Eventually.HoldsAsync(() => cluster.Dispatcher.TakenBy("leaves").Count == 1, "it is told by the reader that is there again");
    }

    [Fact]
    public async Task A_parked_event_is_listed_with_its_cause_and_can_be_tried_again()
    {
        var refuses = true;
        cluster.Dispatcher.Refuse("retry", () => refuses ? new EventRefusedException("Not with us.") : null);
        var poison = cluster.Log.Append(1, "retry", ScriptedDispatcher.Told, "retry");
        var parked = await ParkedAsync("retry");
        Assert.Equal((ScriptedDispatcher.TargetOf("retry"), "Not with us.", 1), (parked.Target, parked.Cause, parked.Tries));
        Assert.Equal((poison.Entity, poison.Offset, poison.Type), (parked.Entity, parked.Offset, parked.Type));
        Assert.Equal(poison.Data.ToArray(), parked.Data);

        Assert.Equal(ParkedRetryOutcome.Refused, await Parked.RetryAsync(parked.Id));
        Assert.Equal(2, (await ParkedAsync("retry")).Tries);
        refuses = false;
        Assert.Equal(ParkedRetryOutcome.Delivered, await Parked.RetryAsync(parked.Id));
        Assert.Equal(poison.Id, Assert.Single(cluster.Dispatcher.TakenBy("retry")).Id);
        Assert.Equal(ParkedRetryOutcome.NotFound, await Parked.RetryAsync(parked.Id));
    }

    [Fact]
    public async Task A_target_that_is_down_leaves_the_event_parked()
    {
        Exception failure = new EventRefusedException("No.");
        cluster.Dispatcher.Refuse("down", () => failure);
        cluster.Log.Append(2, "down", ScriptedDispatcher.Told, "down");
        var parked = await ParkedAsync("down");
        failure = new TimeoutException("Nobody there.");
        Assert.Equal(ParkedRetryOutcome.Unreachable, await Parked.RetryAsync(parked.Id));
        Assert.Equal(parked.Id, (await ParkedAsync("down")).Id);
    }

    [Fact]
    public async Task A_skipped_event_is_gone_for_good()
    {
        cluster.Dispatcher.Refuse("skip", () => new EventRefusedException("No."));
        cluster.Log.Append(4, "skip", ScriptedDispatcher.Told, "skip");
        var parked = await ParkedAsync("skip");
        Assert.True(await Parked.SkipAsync(parked.Id));
        Assert.False(await Parked.SkipAsync(parked.Id));
        Assert.Empty(await AllAsync("skip"));
        Assert.Empty(cluster.Dispatcher.TakenBy("skip"));
    }

    [Fact]
    public async Task Parked_events_are_listed_page_by_page()
    {
        cluster.Dispatcher.Refuse("page", () => new EventRefusedException("No."));
        for (var i = 0; i < 7; i++)
            cluster.Log.Append(5, "page", ScriptedDispatcher.Told, "page");
        await Eventually.HoldsAsync(async () => (await AllAsync("page")).Count == 7, "all are parked");
        var page = await Parked.ListAsync(null, 200);
        Assert.Equal(page.Items.Count, page.Total);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Parked.ListAsync(null, 201));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Parked.ListAsync(null, 0));
    }

    [Fact]
    public async Task A_projection_runs_with_the_silo_and_is_found_by_its_type()
    {
        var projections = cluster.Services.GetRequiredService<IProjections>();
        var counting = cluster.Services.GetRequiredService<CountingProjection>();
        var value = cluster.Log.Append(6, "projected", CountingProjection.Counted, "");
        Assert.True(await projections.WaitForAsync(
            counting.Name, new Dictionary<int, long> { [6] = value.Offset + 1 }, TimeSpan.FromSeconds(20)));
        Assert.Contains(value.Id, counting.Seen);
        Assert.Equal([counting.Name], projections.Names);
        await projections.RebuildAsync(counting.Name);
        Assert.Contains(value.Id, counting.Seen);
    }

    private async Task<ParkedEvent> ParkedAsync(string target)
    {
        await Eventually.HoldsAsync(async () => (await AllAsync(target)).Count > 0, "it is parked");
        return Assert.Single(await AllAsync(target));
    }

    // In pages of two, so that paging is what every test here goes through.
    private async Task<List<ParkedEvent>> AllAsync(string target)
    {
        var all = new List<ParkedEvent>();
        string? after = null;
        do
        {
            var page = await Parked.ListAsync(after, 2);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return [.. all.Where(parked => parked.Target == ScriptedDispatcher.TargetOf(target))];
    }
}
