using Cql;
using Microsoft.Extensions.Time.Testing;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.OpenWork;

/// <summary>A process that was taken for dead is not, and goes on.</summary>
[Collection(nameof(OneNode))]
public sealed class TakeOverTests(OneNode node)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly EntityKey Key = new("thing", "1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_it_had_open_is_open_with_its_successor_and_refused_to_it()
    {
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync());
        var writer = new EntityWriter(test.Store.Entities, Key);
        await writer.WriteAsync("a head", unfinished: true);

        await using var successor = await test.SucceedAsync();

        Assert.Equal([Key], await successor.Entities.UnfinishedAsync(Token).Select(entity => entity.Key).ToListAsync(Token));
        Assert.Equal(CommitOutcome.Conflict, await writer.TryWriteAsync(writer.Next("late", unfinished: true)));
    }

    [Fact]
    public async Task What_it_had_open_is_listed_as_inherited_until_somebody_goes_on_with_it()
    {
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync());
        await new EntityWriter(test.Store.Entities, Key).WriteAsync("a head", unfinished: true);
        await using var successor = await test.SucceedAsync();

        Assert.Equal([new UnfinishedEntity(Key, 1, IsInherited: true)], await successor.Entities.UnfinishedAsync(Token).ToListAsync(Token));
        var found = await successor.Entities.OpenAsync(Key, Token);
        Assert.Equal(CommitOutcome.Committed, await successor.Entities.CommitAsync(On(found)));
        Assert.Equal([new UnfinishedEntity(Key, 2)], await successor.Entities.UnfinishedAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task It_commits_nothing_more_that_its_successor_would_not_know_of_though_it_opens_the_entity_again()
    {
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync());
        await new EntityWriter(test.Store.Entities, Key).WriteAsync("a head", unfinished: true);
        await using var successor = await test.SucceedAsync();

        var found = await test.Store.Entities.OpenAsync(Key, Token);

        Assert.Equal(CommitOutcome.NotApplied, await test.Store.Entities.CommitAsync(On(found)));
        await test.Store.TakenOver.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task It_commits_nothing_more_though_it_settles_a_write_of_before()
    {
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync());
        var writer = new EntityWriter(test.Store.Entities, Key);
        await writer.WriteAsync("a head", unfinished: true);
        var lost = writer.Next("lost", unfinished: true);
        await using var successor = await test.SucceedAsync();

        Assert.Equal(ResolveOutcome.NotApplied, await test.Store.Entities.ResolveAsync(Key, 2, lost.WriteId, Token));
        Assert.Equal(CommitOutcome.NotApplied, await test.Store.Entities.CommitAsync(lost));
    }

    [Fact]
    public async Task It_commits_nothing_at_all_after_it_slept_past_its_death()
    {
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync());
        var time = new FakeTimeProvider();
        await using var sleeper = await test.SucceedAsync(time);
        var writer = new EntityWriter(sleeper.Entities, Key);
        await writer.WriteAsync("a head");
        await using var successor = await test.SucceedAsync();

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(CommitOutcome.NotApplied, await writer.TryWriteAsync(writer.Next("what it was asked before")));
        await sleeper.TakenOver.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task It_hears_of_it_though_it_writes_nothing()
    {
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync());
        await using var successor = await test.SucceedAsync();

        await test.Store.TakenOver.WaitAsync(Patience, Token);

        Assert.Equal(CommitOutcome.NotApplied, await test.Store.Entities.CommitAsync(new EntityWriter(test.Store.Entities, Key).Next("a head")));
    }

    [Fact]
    public async Task A_successor_is_believed_though_its_clock_is_behind()
    {
        var cluster = await node.StartedOrSkipAsync();
        await using var test = await TestStore.OpenAsync(cluster);
        await using var session = await CqlSession.ConnectAsync($"{cluster.Nodes[0]}", Token);
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToUnixTimeMilliseconds() * 1000;
        (await session.ExecuteAsync(
            $"UPDATE {test.Keyspace}.entity_owners USING TIMESTAMP {yesterday} SET closed = true WHERE service = 'tests' AND incarnation = {test.Store.Incarnation}", Token)).Dispose();

        Assert.Equal(CommitOutcome.NotApplied, await test.Store.Entities.CommitAsync(new EntityWriter(test.Store.Entities, Key).Next("a head", unfinished: true)));
    }

    private static EntityCommit On(EntityHead found) => new()
    {
        Key = Key,
        ExpectedVersion = found.Version,
        ExpectedWriteId = found.WriteId,
        WriteId = Guid.NewGuid(),
        Unfinished = true,
        Time = EntityWriter.Time,
    };
}
