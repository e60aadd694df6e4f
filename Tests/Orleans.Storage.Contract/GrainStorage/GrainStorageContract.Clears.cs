namespace Orleans.Storage.Contract;

// Clearing, where the state's row stays with a new ETag and where it goes.
public abstract partial class GrainStorageContract
{
    [Theory]
    [MemberData(nameof(DeletesOnClear))]
    public async Task A_cleared_state_is_a_fresh_one_for_whoever_cleared_it_and_for_whoever_reads(bool deletes)
    {
        var activation = await ActivateAsync(deletes);
        await activation.WriteAsync("a");
        var written = activation.ETag;

        await activation.ClearAsync();

        Assert.Equal((Thing.AsMade, false), (activation.Text, activation.Exists));
        Assert.NotEqual(written, activation.ETag);
        await activation.AssertAbsentAsync();
        Assert.Equal(activation.ETag, (await activation.ReadAgainAsync()).ETag);
    }

    [Fact]
    public async Task A_cleared_state_keeps_an_ETag_that_fences_writers_who_have_not_heard()
    {
        var (activation, late) = (await ActivateAsync(), await ActivateAsync());
        await activation.WriteAsync("a");
        await late.ReadAsync();
        await activation.ClearAsync();

        Assert.False(string.IsNullOrEmpty(activation.ETag));
        await AssertInconsistentAsync(late, () => late.WriteAsync("lost"));
        late.Forget();
        await AssertInconsistentAsync(late, () => late.WriteAsync("lost too"));
        await activation.AssertAbsentAsync();

        await activation.WriteAsync("b");
        await activation.AssertStoredAsync("b", activation.ETag);
    }

    [Fact]
    public async Task A_deleted_state_has_no_ETag_and_is_written_like_a_new_one()
    {
        var (activation, late) = (await ActivateAsync(deletes: true), await ActivateAsync(deletes: true));
        await activation.WriteAsync("a");
        await late.ReadAsync();
        await activation.ClearAsync();

        Assert.Null(activation.ETag);
        await AssertInconsistentAsync(late, () => late.WriteAsync("lost"));
        await AssertInconsistentAsync(late, () => late.ClearAsync());

        var next = await ActivateAsync(deletes: true);
        await next.ReadAsync();
        await next.WriteAsync("b");
        await AssertInconsistentAsync(activation, () => activation.WriteAsync("lost too"));
        await next.AssertStoredAsync("b", next.ETag);
    }

    [Theory]
    [MemberData(nameof(DeletesOnClear))]
    public async Task Clearing_with_an_outdated_ETag_is_refused(bool deletes)
    {
        var (first, second) = (await ActivateAsync(deletes), await ActivateAsync(deletes));
        await first.WriteAsync("a");
        await second.ReadAsync();
        await second.WriteAsync("b");

        await AssertInconsistentAsync(first, () => first.ClearAsync());
        first.Forget();
        await AssertInconsistentAsync(first, () => first.ClearAsync());

        await second.AssertStoredAsync("b", second.ETag);
    }

    [Theory]
    [MemberData(nameof(DeletesOnClear))]
    public async Task What_was_never_written_may_be_cleared_and_then_written(bool deletes)
    {
        var activation = await ActivateAsync(deletes);
        activation.Memory.State = new Thing { Text = "only in memory" };
        activation.Memory.RecordExists = true;

        await activation.ClearAsync();

        Assert.Equal((Thing.AsMade, false), (activation.Text, activation.Exists));
        await activation.AssertAbsentAsync();
        await activation.WriteAsync("a");
        await activation.AssertStoredAsync("a", activation.ETag);
    }

    [Theory]
    [MemberData(nameof(DeletesOnClear))]
    public async Task Clearing_twice_is_clearing_once(bool deletes)
    {
        var activation = await ActivateAsync(deletes);
        await activation.WriteAsync("a");
        await activation.ClearAsync();
        await activation.ClearAsync();

        Assert.False(activation.Exists);
        await activation.AssertAbsentAsync();
        await activation.WriteAsync("b");
        await activation.AssertStoredAsync("b", activation.ETag);
    }

    [Theory]
    [MemberData(nameof(DeletesOnClear))]
    public async Task A_cleared_state_is_still_cleared_after_a_restart(bool deletes)
    {
        var activation = await ActivateAsync(deletes);
        await activation.WriteAsync("a");
        await activation.ClearAsync();
        var cleared = activation.ETag;

        await Subject.RestartAsync();

        var next = await ActivateAsync(deletes);
        await next.ReadAsync();
        Assert.Equal((cleared, false, Thing.AsMade), (next.ETag, next.Exists, next.Text));
        await next.WriteAsync("b");
    }

    [Fact]
    public async Task A_silo_that_deletes_and_one_that_keeps_understand_each_other()
    {
        var (keeps, deletes) = (await ActivateAsync(), await ActivateAsync(deletes: true));
        await keeps.WriteAsync("a");
        await keeps.ClearAsync();
        await deletes.ReadAsync();
        Assert.Equal((keeps.ETag, false), (deletes.ETag, deletes.Exists));

        await deletes.ClearAsync();

        await AssertInconsistentAsync(keeps, () => keeps.WriteAsync("lost"));
        await keeps.ReadAsync();
        Assert.Null(keeps.ETag);
        await keeps.WriteAsync("b");
        await keeps.AssertStoredAsync("b", keeps.ETag);
    }
}
