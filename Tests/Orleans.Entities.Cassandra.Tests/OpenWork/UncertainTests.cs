using Cql;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Entities.Cassandra.Storage;
using Orleans.Entities.Cassandra.Tests.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.OpenWork;

/// <summary>Commits whose outcome nobody hears leave nothing that nobody finds.</summary>
[Collection(nameof(OneNode))]
public sealed class UncertainTests(OneNode node) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly EntityKey Key = new("thing", "1");
    private static readonly EntityKey Other = new("thing", "other");

    private readonly FakeTimeProvider _time = new();
    private readonly ArrivalLog _log = new();
    private CassandraEntityOptions _options = null!;
    private TestOwner _owner = null!;
    private EntityWriter _writer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _options = TestStore.OptionsFor(await node.StartedOrSkipAsync());
        _owner = await TestOwner.OpenAsync(_options, _log, _time, Token);
        _writer = new EntityWriter(_owner.Entities, Key);
    }

    [Fact]
    public async Task Work_that_it_opened_is_listed_and_stays_registered()
    {
        await LoseAsync(UnreliableStore.Loss.OfTheAnswer, _writer.Next("a head", unfinished: true));
        await UntilOthersHaveLeftAsync();

        Assert.Equal([Key], await ListedAsync());
        Assert.True((await _owner.Entities.OpenAsync(Key, Token)).Unfinished);
        Assert.Equal([Key], await ListedAsync());
    }

    [Fact]
    public async Task Work_that_it_ended_is_listed_no_more_once_it_is_settled()
    {
        await _writer.WriteAsync("a head", unfinished: true);
        var end = _writer.Next("ended");
        await LoseAsync(UnreliableStore.Loss.OfTheAnswer, end);

        Assert.Equal(ResolveOutcome.Committed, await _owner.Entities.ResolveAsync(Key, 2, end.WriteId, Token));

        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task Its_events_are_in_the_log_once_somebody_looks_and_until_then_it_is_listed()
    {
        await LoseAsync(UnreliableStore.Loss.OfTheAnswer, _writer.Next(events: [EntityWriter.Event("lost")]));
        await UntilOthersHaveLeftAsync();
        Assert.Equal([Key], await ListedAsync());

        await _owner.Entities.OpenAsync(Key, Token);

        for (var began = TimeProvider.System.GetTimestamp(); !_owner.Store.IsRelayed && TimeProvider.System.GetElapsedTime(began) < Patience;)
            await Task.Delay(TimeSpan.FromMilliseconds(5), Token);
        Assert.Equal(["lost"], Assert.Single(_log.Of(Key)).Texts);
        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task Where_it_is_not_there_it_comes_no_more_once_somebody_has_looked()
    {
        await _writer.WriteAsync("a head", unfinished: true);
        var late = _writer.Next("late", unfinished: true);
        await LoseAsync(UnreliableStore.Loss.OfTheQuestion, late);

        var found = await _owner.Entities.OpenAsync(Key, Token);

        var partitions = new EntityPartitions(_owner.Connection, await EntityStatements.PrepareAsync(_owner.Connection, Token), _options.ScanPageSize);
        Assert.False((await partitions.CommitAsync(late, late.ExpectedWriteId, null)).Applied);
        Assert.Equal(found.WriteId, (await _owner.Entities.OpenAsync(Key, Token)).WriteId);
        await _writer.WriteAsync("the next", unfinished: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_owner is null)
            return;
        await _owner.DisposeAsync();
        await TestKeyspaces.DropAsync(_options);
    }

    private async Task LoseAsync(UnreliableStore.Loss loss, EntityCommit commit)
    {
        _owner.Connection.LoseNext(loss);
        Assert.Equal(CommitOutcome.Unknown, await _owner.Entities.CommitAsync(commit));
    }

    private async Task<List<EntityKey>> ListedAsync() => await _owner.Entities.UnfinishedAsync(Token).Select(entity => entity.Key).ToListAsync(Token);

    // Whoever has nothing open leaves the registry after a while: when another has, this one would have.
    private async Task UntilOthersHaveLeftAsync()
    {
        await new EntityWriter(_owner.Entities, Other).WriteAsync("a head", unfinished: true);
        var before = await RegisteredAsync();
        var head = await _owner.Entities.OpenAsync(Other, Token);
        await _owner.Entities.CommitAsync(new EntityCommit { Key = Other, ExpectedVersion = 1, ExpectedWriteId = head.WriteId, WriteId = Guid.NewGuid(), Time = EntityWriter.Time });
        for (var began = TimeProvider.System.GetTimestamp(); await RegisteredAsync() == before;)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "Nobody leaves.");
            _time.Advance(_options.LeaveAfter);
        }

        Assert.Equal(before - 1, await RegisteredAsync());
    }

    private async Task<int> RegisteredAsync()
    {
        var all = new SimpleStatement($"SELECT kind, id FROM {_options.Keyspace}.entity_open_work");
        return (await _owner.Connection.QueryAsync<(string Kind, string Id)>(all, Token).ToListAsync(Token)).Count;
    }
}
