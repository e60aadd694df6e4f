using Cql;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Cassandra;
using Orleans.Entities.Cassandra.OpenWork;
using Orleans.Entities.Cassandra.Schema;

namespace Orleans.Entities.Cassandra.Tests.OpenWork;

/// <summary>A process that had much open in its time is taken over as one that had little.</summary>
[Collection(nameof(OneNode))]
public sealed class LongLifeTests(OneNode node)
{
    private const int Entities = 65_000;
    private const int MostMarks = 11_000;

    private static readonly EntityKey Stays = new("thing", "stays");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_takes_over_reads_over_few_deleted_rows_and_finds_what_is_open()
    {
        var cluster = await node.StartedOrSkipAsync();
        var options = TestStore.OptionsFor(cluster);
        await using var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
        var store = await stores.OpenAsync(options, EntitySchema.Current, Token);
        var statements = await RegistryStatements.PrepareAsync(store, Token);
        await using var owner = new OwnerRegistry(store, statements, options.Service, silo: null, TimeProvider.System);
        await using var successor = new OwnerRegistry(store, statements, options.Service, silo: null, TimeProvider.System);
        await owner.StartAsync(Token);

        await ComeAndGoAsync(owner, Entities / 2);
        await owner.AddAsync(Stays);
        await ComeAndGoAsync(owner, Entities / 2);
        var left = await successor.CloseAsync(owner.Incarnation, Token).ToListAsync(Token);

        Assert.Equal([Stays], left.Select(row => row.Key));
        Assert.InRange(owner.Buckets.Range.First, 3, 3);
        await using var session = await CqlSession.ConnectAsync($"{cluster.Nodes[0]}", Token);
        for (short bucket = 0; bucket <= owner.Buckets.Range.Last; bucket++)
        {
            var list = new SimpleStatement($"SELECT kind, id FROM {options.Keyspace}.{EntitySchema.OpenWork} WHERE incarnation = {owner.Incarnation} AND bucket = {bucket}");
            Assert.InRange(await CassandraTraces.MostTombstonesAsync(session, list, Token), bucket == owner.Buckets.Range.Last ? 0 : 1_000, MostMarks);
        }

        await TestKeyspaces.DropAsync(options);
    }

    [Fact]
    public async Task What_stays_open_moves_up_and_is_found_once()
    {
        var options = TestStore.OptionsFor(await node.StartedOrSkipAsync());
        await using var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
        var store = await stores.OpenAsync(options, EntitySchema.Current, Token);
        var statements = await RegistryStatements.PrepareAsync(store, Token);
        await using var owner = new OwnerRegistry(store, statements, options.Service, silo: null, TimeProvider.System);
        await using var successor = new OwnerRegistry(store, statements, options.Service, silo: null, TimeProvider.System);
        await owner.StartAsync(Token);
        var open = new OpenEntities(owner, TimeProvider.System);
        var entity = await open.HoldAsync(Stays);
        await ComeAndGoAsync(owner, MostMarks);

        await open.MoveAsync(entity, from: 0, Token);
        await open.MoveAsync(entity, from: 0, Token);
        var left = await successor.CloseAsync(owner.Incarnation, Token).ToListAsync(Token);

        Assert.Equal(((short)1, (short)1), owner.Buckets.Range);
        Assert.Equal([(Stays, (short)1)], left);
        await TestKeyspaces.DropAsync(options);
    }

    // Together, as busy entities do.
    private static Task ComeAndGoAsync(OwnerRegistry owner, int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = 512, CancellationToken = Token },
        async (number, token) =>
        {
            var key = new EntityKey("thing", $"{number}");
            await owner.RemoveAsync(key, await owner.AddAsync(key), token);
        });
}
