namespace Orleans.Entities.Contract;

/// <summary>How the fate of a write is found out.</summary>
public abstract class ResolveContract : StoreContract
{
    private static readonly EntityKey Key = new("thing", "1");

    [Fact]
    public async Task A_stored_write_is_found()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a");

        Assert.Equal(ResolveOutcome.Committed, await Store.ResolveAsync(Key, 1, writer.WriteId, Token));
    }

    [Fact]
    public async Task A_write_that_never_came_is_not_applied_and_can_be_sent_again()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a");
        var lost = writer.Next("b");

        Assert.Equal(ResolveOutcome.NotApplied, await Store.ResolveAsync(Key, 2, lost.WriteId, Token));
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(lost));
        Assert.Equal(ResolveOutcome.Committed, await Store.ResolveAsync(Key, 2, lost.WriteId, Token));
    }

    [Fact]
    public async Task A_first_write_that_never_came_is_not_applied() =>
        Assert.Equal(ResolveOutcome.NotApplied, await Store.ResolveAsync(Key, 1, Guid.NewGuid(), Token));

    [Fact]
    public async Task A_write_whose_place_is_taken_conflicts()
    {
        var writer = new EntityWriter(Store, Key);
        var lost = writer.Next("lost");
        await writer.WriteAsync("a");

        Assert.Equal(ResolveOutcome.Conflict, await Store.ResolveAsync(Key, 1, lost.WriteId, Token));
        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(lost));
    }

    [Fact]
    public async Task A_write_on_its_way_is_settled_by_the_question()
    {
        // A large one is longer on its way, and comes after the question.
        for (var i = 0; i < 50; i++)
        {
            var commit = new EntityWriter(Store, new EntityKey("thing", $"{i}")).Next(new string('a', i * 20_000));
            var sent = Store.CommitAsync(commit).AsTask();
            var answer = await Store.ResolveAsync(commit.Key, 1, commit.WriteId, Token);
            var stored = (await Store.OpenAsync(commit.Key, Token)).WriteId == commit.WriteId;

            Assert.Equal(answer == ResolveOutcome.Committed, stored);
            Assert.Equal(answer == ResolveOutcome.Committed, await sent == CommitOutcome.Committed);
        }
    }
}
