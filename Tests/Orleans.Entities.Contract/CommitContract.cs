namespace Orleans.Entities.Contract;

/// <summary>What a commit does and what it refuses.</summary>
public abstract class CommitContract : StoreContract
{
    private static readonly EntityKey Key = new("thing", "1");

    [Fact]
    public async Task An_entity_that_was_never_written_is_absent() =>
        Assert.Equal(EntityHead.Absent, await Store.OpenAsync(Key, Token) with { Head = default });

    [Fact]
    public async Task A_commit_is_read_back_with_its_version_and_write_id()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a", unfinished: true);

        var head = await Store.OpenAsync(Key, Token);

        Assert.Equal(1, head.Version);
        Assert.Equal(writer.WriteId, head.WriteId);
        Assert.Equal("a", Text.Of(head.Head));
        Assert.True(head.Unfinished);
    }

    [Fact]
    public async Task What_was_answered_is_there_after_a_restart()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a", [EntityWriter.Row("lines", "1", "x")], events: [EntityWriter.Event("{}")], unfinished: true);

        await Subject.ReopenAsync();

        Assert.Equal("a", Text.Of((await Store.OpenAsync(Key, Token)).Head));
        Assert.Equal("x", Text.Of((await Store.ReadRowsAsync(Key, [new RowKey("lines", "1")], Token))[0]));
        await Subject.UntilLoggedAsync();
        Assert.Single(await Log.ReadAsync(Log.PartitionOf(Key), 0, 10, TimeSpan.Zero, Token));
        Assert.Equal([(Key, 1L)], await Store.UnfinishedAsync(Token).Select(entity => (entity.Key, entity.Version)).ToListAsync(Token));
    }

    [Fact]
    public async Task A_commit_without_a_head_keeps_the_stored_one()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a");
        await writer.WriteAsync(puts: [EntityWriter.Row("lines", "1", "x")], unfinished: true);

        var head = await Store.OpenAsync(Key, Token);

        Assert.Equal((2, writer.WriteId, "a", true), (head.Version, head.WriteId, Text.Of(head.Head), head.Unfinished));
    }

    [Fact]
    public async Task A_first_commit_may_have_no_head()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync(events: [EntityWriter.Event("{}")]);

        var head = await Store.OpenAsync(Key, Token);

        Assert.Equal((1, 0), (head.Version, head.Head.Length));
    }

    [Fact]
    public async Task A_repetition_of_the_last_commit_is_committed_once()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a");
        var commit = writer.Next("b", events: [EntityWriter.Event("{}")]);

        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(commit));
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(commit));

        Assert.Equal(2, (await Store.OpenAsync(Key, Token)).Version);
        await Subject.UntilLoggedAsync();
        Assert.Equal(1, (await Log.GetExtentAsync(Log.PartitionOf(Key), Token)).Next);
    }

    [Fact]
    public async Task A_commit_on_an_older_version_conflicts_and_changes_nothing()
    {
        var writer = new EntityWriter(Store, Key);
        var stale = writer.Next("stale", [EntityWriter.Row("lines", "1", "x")], events: [EntityWriter.Event("{}")], unfinished: true);
        await writer.WriteAsync("a");

        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(stale));

        await AssertUntouchedAsync("a");
    }

    [Fact]
    public async Task A_commit_on_a_version_of_another_write_conflicts()
    {
        var mine = new EntityWriter(Store, Key);
        var theirs = new EntityWriter(Store, Key);
        await mine.WriteAsync("a");

        var head = await Store.OpenAsync(Key, Token);
        var commit = new EntityCommit
        {
            Key = Key,
            ExpectedVersion = head.Version,
            ExpectedWriteId = Guid.NewGuid(),
            WriteId = Guid.NewGuid(),
            Head = EntityWriter.Bytes("b"),
            Time = EntityWriter.Time,
        };

        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(commit));
        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(theirs.Next("c")));
        await AssertUntouchedAsync("a");
    }

    [Fact]
    public async Task A_commit_on_a_version_that_is_not_there_yet_conflicts()
    {
        var writer = new EntityWriter(Store, Key);
        await writer.WriteAsync("a");
        var ahead = new EntityCommit
        {
            Key = Key,
            ExpectedVersion = 5,
            ExpectedWriteId = writer.WriteId,
            WriteId = Guid.NewGuid(),
            Time = EntityWriter.Time,
        };

        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(ahead));
        await AssertUntouchedAsync("a");
    }

    [Fact]
    public async Task Of_many_commits_on_one_version_one_is_stored()
    {
        var rivals = Enumerable.Range(0, 32).Select(i => new EntityWriter(Store, Key).Next($"{i}", events: [EntityWriter.Event("{}")])).ToList();

        var outcomes = await Task.WhenAll(rivals.Select(rival => Task.Run(async () => await Store.CommitAsync(rival))));

        var winner = Assert.Single(Enumerable.Range(0, rivals.Count), i => outcomes[i] == CommitOutcome.Committed);
        Assert.All(outcomes.Where((_, i) => i != winner), outcome => Assert.Equal(CommitOutcome.Conflict, outcome));
        Assert.Equal(rivals[winner].WriteId, (await Store.OpenAsync(Key, Token)).WriteId);
        await Subject.UntilLoggedAsync();
        Assert.Equal(1, (await Log.GetExtentAsync(Log.PartitionOf(Key), Token)).Next);
    }

    [Fact]
    public async Task Entities_whose_names_run_together_are_apart()
    {
        var first = new EntityWriter(Store, new EntityKey("ab", "c"));
        var second = new EntityWriter(Store, new EntityKey("a", "bc"));
        await first.WriteAsync("first", [EntityWriter.Row("x", "yz", "1")]);
        await second.WriteAsync("second", [EntityWriter.Row("xy", "z", "2")]);

        Assert.Equal("first", Text.Of((await Store.OpenAsync(first.Key, Token)).Head));
        Assert.Equal("second", Text.Of((await Store.OpenAsync(second.Key, Token)).Head));
        Assert.Empty(await Store.ReadRangeAsync(first.Key, "xy", null, 10, Token));
        Assert.Empty(await Store.ReadRangeAsync(second.Key, "x", null, 10, Token));
    }

    private async Task AssertUntouchedAsync(string head)
    {
        var stored = await Store.OpenAsync(Key, Token);
        Assert.Equal((1, head, false), (stored.Version, Text.Of(stored.Head), stored.Unfinished));
        Assert.Empty(await Store.ReadRangeAsync(Key, "lines", null, 10, Token));
        await Subject.UntilLoggedAsync();
        Assert.Equal(0, (await Log.GetExtentAsync(Log.PartitionOf(Key), Token)).Next);
    }
}
