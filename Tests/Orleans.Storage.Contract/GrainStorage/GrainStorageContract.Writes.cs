namespace Orleans.Storage.Contract;

// Reading and writing by ETags.
public abstract partial class GrainStorageContract
{
    [Fact]
    public async Task A_state_that_was_never_written_is_read_as_a_fresh_one()
    {
        var activation = await ActivateAsync();
        activation.Forget("of another state");
        activation.Memory.State = new Thing { Text = "left over" };

        await activation.ReadAsync();

        Assert.Equal((null, false, Thing.AsMade), (activation.ETag, activation.Exists, activation.Text));
    }

    [Fact]
    public async Task What_was_written_is_read_with_the_ETag_that_the_writer_got()
    {
        var writer = await ActivateAsync();
        await writer.WriteAsync("Привет");

        Assert.True(writer.Exists);
        Assert.False(string.IsNullOrEmpty(writer.ETag));
        await writer.AssertStoredAsync("Привет", writer.ETag);
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        var writer = await ActivateAsync();
        await writer.WriteAsync("a");
        await writer.WriteAsync("b");

        await Subject.RestartAsync();

        var next = await ActivateAsync();
        await next.ReadAsync();
        Assert.Equal(("b", writer.ETag, true), (next.Text, next.ETag, next.Exists));
        await next.WriteAsync("c");
    }

    [Fact]
    public async Task Every_write_has_an_ETag_of_its_own_even_of_the_same_value()
    {
        var writer = await ActivateAsync();
        var seen = new HashSet<string?>();
        for (var i = 0; i < 5; i++)
        {
            await writer.WriteAsync("same");
            Assert.True(seen.Add(writer.ETag));
        }
    }

    [Fact]
    public async Task A_write_without_an_ETag_is_for_a_state_that_is_not_there()
    {
        var writer = await ActivateAsync();
        await writer.WriteAsync("first");
        var second = await ActivateAsync();

        await AssertInconsistentAsync(second, () => second.WriteAsync("second"));

        await writer.AssertStoredAsync("first", writer.ETag);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("no ETag of this storage")]
    [InlineData("0")]
    public async Task A_write_with_a_foreign_ETag_is_refused(string foreign)
    {
        var writer = await ActivateAsync();
        writer.Forget(foreign);
        await AssertInconsistentAsync(writer, () => writer.WriteAsync("on nothing"));
        await writer.AssertAbsentAsync();

        writer.Forget();
        await writer.WriteAsync("first");
        var (mine, rival) = (writer.ETag, await ActivateAsync());
        rival.Forget(foreign);

        await AssertInconsistentAsync(rival, () => rival.WriteAsync("second"));
        await AssertInconsistentAsync(rival, () => rival.ClearAsync());
        await writer.AssertStoredAsync("first", mine);
    }

    [Fact]
    public async Task A_write_with_an_outdated_ETag_is_refused_and_the_loser_may_read_and_go_on()
    {
        var (first, second) = (await ActivateAsync(), await ActivateAsync());
        await first.WriteAsync("a");
        await second.ReadAsync();
        await second.WriteAsync("b");

        await AssertInconsistentAsync(first, () => first.WriteAsync("lost"));
        await second.AssertStoredAsync("b", second.ETag);

        await first.ReadAsync();
        Assert.Equal("b", first.Text);
        await first.WriteAsync("c");
        await AssertInconsistentAsync(second, () => second.WriteAsync("lost too"));
        await first.AssertStoredAsync("c", first.ETag);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_does_nothing()
    {
        var writer = await ActivateAsync();
        await writer.WriteAsync("a");
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.ReadAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.WriteAsync("b", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.ClearAsync(cancelled));

        await writer.AssertStoredAsync("a", writer.ETag);
    }

    [Fact]
    public async Task What_is_written_is_the_state_as_it_was_when_the_write_was_asked_for()
    {
        var writer = await ActivateAsync();

        var write = writer.WriteAsync("as asked");
        writer.Memory.State!.Text = "changed by another call of the same grain";
        await write;

        await writer.AssertStoredAsync("as asked", writer.ETag);
    }
}
