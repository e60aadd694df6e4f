using Cql;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Entities.Cassandra.OpenWork;
using Orleans.Entities.Cassandra.Storage;
using Orleans.Entities.Cassandra.Tests.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.OpenWork;

/// <summary>What has nothing open leaves, whatever fails on the way.</summary>
[Collection(nameof(OneNode))]
public sealed class LeavingTests(OneNode node) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly EntityKey Key = new("thing", "1");

    private readonly FakeTimeProvider _time = new();
    private CassandraEntityOptions _options = null!;
    private TestOwner _owner = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _options = TestStore.OptionsFor(await node.StartedOrSkipAsync());
        _owner = await TestOwner.OpenAsync(_options, new ArrivalLog(), _time, Token);
    }

    [Fact]
    public async Task An_entity_whose_cleaning_is_lost_is_cleaned_later_and_its_row_goes_too()
    {
        await new EntityWriter(_owner.Entities, Key).WriteAsync("a head", events: [EntityWriter.Event("told")]);
        await UntilAsync(() => Task.FromResult(_owner.Store.IsRelayed));
        Assert.Equal(1, await RegisteredAsync());
        _owner.Connection.LoseNext(UnreliableStore.Loss.OfTheQuestion);

        await UntilAsync(async () =>
        {
            _time.Advance(_options.LeaveAfter);
            return await RegisteredAsync() == 0;
        });

        var partitions = new EntityPartitions(_owner.Connection, await EntityStatements.PrepareAsync(_owner.Connection, Token), _options.ScanPageSize);
        Assert.Empty(await partitions.ReadEventsAsync(Key, above: 0, Token));
    }

    [Fact]
    public async Task Whoever_waits_for_one_to_leave_has_it_when_it_stays()
    {
        await using var registry = new OwnerRegistry(
            _owner.Connection, await RegistryStatements.PrepareAsync(_owner.Connection, Token), "another", silo: null, _time);
        await registry.StartAsync(Token);
        var open = new OpenEntities(registry, _time);
        var entity = await open.HoldAsync(Key);
        open.Release(entity);
        Assert.True(open.TryLeave(entity, TimeSpan.Zero, out _));
        var waits = open.HoldAsync(Key).AsTask();
        Assert.False(waits.IsCompleted);

        open.Stay(entity);

        Assert.Same(entity, await waits.WaitAsync(Patience, Token));
        open.Release(entity);
        Assert.False(open.TryLeave(entity, _options.LeaveAfter, out _));
        Assert.True(open.TryLeave(entity, TimeSpan.Zero, out _));
    }

    public async ValueTask DisposeAsync()
    {
        if (_owner is null)
            return;
        await _owner.DisposeAsync();
        await TestKeyspaces.DropAsync(_options);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await isSo();)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "It did not come to be.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), Token);
        }
    }

    private async Task<int> RegisteredAsync()
    {
        var all = new SimpleStatement($"SELECT kind, id FROM {_options.Keyspace}.entity_open_work");
        return (await _owner.Connection.QueryAsync<(string Kind, string Id)>(all, Token).ToListAsync(Token)).Count;
    }
}
