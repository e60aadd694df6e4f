namespace Orleans.Storage.Contract;

/// <summary>An answer that is lost leaves a write unknown: it is settled before the grain hears anything.</summary>
public abstract class GrainStorageUnknownContract
{
    private static readonly GrainId Grain = GrainId.Create("thing", "1");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_whose_answer_was_lost_is_stored_once_and_the_grain_goes_on(bool stored)
    {
        await using var subject = await CreateAsync();
        var activation = await ActivateAsync(subject);
        await activation.WriteAsync("before");

        subject.LoseNextAnswer(stored, () => Task.CompletedTask);
        await activation.WriteAsync("a");

        await activation.AssertStoredAsync("a", activation.ETag);
        await activation.WriteAsync("b");
        await activation.AssertStoredAsync("b", activation.ETag);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_clear_whose_answer_was_lost_is_done_once_and_the_grain_goes_on(bool stored, bool deletes)
    {
        await using var subject = await CreateAsync();
        var activation = await ActivateAsync(subject, deletes);
        await activation.WriteAsync("before");

        subject.LoseNextAnswer(stored, () => Task.CompletedTask);
        await activation.ClearAsync();

        Assert.False(activation.Exists);
        await activation.AssertAbsentAsync();
        await activation.WriteAsync("b");
        await activation.AssertStoredAsync("b", activation.ETag);
    }

    [Fact]
    public async Task A_write_that_was_not_stored_and_whose_place_was_taken_is_refused()
    {
        await using var subject = await CreateAsync();
        var (activation, rival) = (await ActivateAsync(subject), await ActivateAsync(subject));
        await activation.WriteAsync("before");
        await rival.ReadAsync();

        subject.LoseNextAnswer(stored: false, () => rival.WriteAsync("rival"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => activation.WriteAsync("a"));

        await rival.AssertStoredAsync("rival", rival.ETag);
    }

    [Fact]
    public async Task A_write_that_was_stored_and_then_overwritten_gives_its_grain_no_right_to_write_again()
    {
        await using var subject = await CreateAsync();
        var (activation, rival) = (await ActivateAsync(subject), await ActivateAsync(subject));
        await activation.WriteAsync("before");

        subject.LoseNextAnswer(stored: true, async () =>
        {
            await rival.ReadAsync();
            await rival.WriteAsync($"{rival.Text}, then rival");
        });

        // The rival saw the write, so either answer is true; what counts is that nothing is written over the rival's.
        await Record.ExceptionAsync(() => activation.WriteAsync("a"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => activation.WriteAsync("over it"));

        await rival.AssertStoredAsync("a, then rival", rival.ETag);
    }

    protected abstract ValueTask<LosingGrainStorage> CreateAsync();

    private static async Task<Activation> ActivateAsync(LosingGrainStorage subject, bool deletes = false) =>
        new(await subject.OpenAsync(new StorageSettings { DeleteStateOnClear = deletes }), Grain);
}
