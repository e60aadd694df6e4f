using Cql;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Orleans.Cassandra.Tests.Schema;

public sealed class SchemaInstallerTests(OneNode node) : IClassFixture<OneNode>, IAsyncDisposable
{
    private const string Table = "CREATE TABLE IF NOT EXISTS {keyspace}.things (id int PRIMARY KEY, name text)";
    private const string Column = "ALTER TABLE {keyspace}.things ADD IF NOT EXISTS price decimal";

    private readonly CassandraStores _stores = new(TimeProvider.System, NullLoggerFactory.Instance);
    private readonly string _keyspace = OneNode.NewKeyspace();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CassandraSchema First => new("things", [Table]);

    private static CassandraSchema Second => new("things", [Table], [Column]);

    [Fact]
    public async Task Many_who_make_the_schema_at_once_make_one()
    {
        var cluster = await node.StartedOrSkipAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            // Each as a process of its own would: with connections that it shares with nobody.
            await using var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
            await stores.OpenAsync(TestOptions.For(cluster, _keyspace), Second, Token);
        }));

        var store = await OpenAsync(Second, CassandraSchemaMode.None);
        using var rows = await store.Session.ExecuteAsync($"SELECT column_name FROM system_schema.columns WHERE keyspace_name = '{_keyspace}' AND table_name = 'things'", Token);
        Assert.Equal(["id", "name", "price"], rows.ToList<string>().Order());
        Assert.Equal(2, await VersionAsync(store));
    }

    [Fact]
    public async Task A_schema_that_grew_is_brought_on_and_keeps_what_it_has()
    {
        var store = await OpenAsync(First);
        (await store.Session.ExecuteAsync($"INSERT INTO {store.Table("things")} (id, name) VALUES (1, 'one')", Token)).Dispose();

        await OpenAsync(Second);

        using var rows = await store.Session.ExecuteAsync($"SELECT id, name, price FROM {store.Table("things")}", Token);
        Assert.Equal((1, "one", null), rows.FirstOrDefault<(int, string, decimal?)>());
    }

    [Fact]
    public async Task A_lock_whose_owner_died_is_free_again()
    {
        var store = await OpenAsync(First);
        var lockRow = $"UPDATE {store.Table(CassandraSchema.VersionTable)} USING TTL 3 SET owner = {Guid.NewGuid()} WHERE component = '(lock)' IF owner = null";
        using (var taken = await store.Session.ExecuteAsync(lockRow, Token))
            Assert.True(taken.IsApplied);

        await OpenAsync(Second);

        Assert.Equal(2, await VersionAsync(store));
    }

    [Fact]
    public async Task A_start_that_makes_nothing_says_what_is_missing()
    {
        var absent = await Assert.ThrowsAsync<CassandraSchemaException>(() => OpenAsync(First, CassandraSchemaMode.None));
        Assert.Contains($"Keyspace '{_keyspace}' is not there", absent.Message, StringComparison.Ordinal);

        await OpenAsync(First);
        var older = await Assert.ThrowsAsync<CassandraSchemaException>(() => OpenAsync(Second, CassandraSchemaMode.None));
        Assert.Contains("are of version 1, and this program needs 2", older.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CassandraSchemaMode.None)]
    [InlineData(CassandraSchemaMode.Create)]
    public async Task An_older_program_does_not_start_on_a_newer_schema(CassandraSchemaMode mode)
    {
        await OpenAsync(Second);

        var newer = await Assert.ThrowsAsync<CassandraSchemaException>(() => OpenAsync(First, mode));
        Assert.Contains("knows none after 1", newer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printed_schema_is_what_is_made_and_can_be_run_again()
    {
        var cluster = await node.StartedOrSkipAsync();
        await using var session = await CqlSession.ConnectAsync(cluster.Nodes[0].ToString(), Token);
        await session.ExecuteAsync($$"""CREATE KEYSPACE {{_keyspace}} WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}""", Token);
        var script = $"{CassandraSchema.CreateVersionTable(_keyspace)};\n{Second.ToCql(_keyspace)}";
        for (var run = 0; run < 2; run++)
        {
            foreach (var statement in script.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                (await session.ExecuteAsync(statement, Token)).Dispose();
        }

        Assert.Equal(2, await VersionAsync(await OpenAsync(Second, CassandraSchemaMode.None)));
    }

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    private async Task<CassandraStore> OpenAsync(CassandraSchema schema, CassandraSchemaMode mode = CassandraSchemaMode.Create) =>
        await _stores.OpenAsync(TestOptions.For(await node.StartedOrSkipAsync(), _keyspace, mode), schema, Token);

    private static async Task<int?> VersionAsync(CassandraStore store)
    {
        using var rows = await store.ReadSerialAsync(new SimpleStatement($"SELECT version FROM {store.Table(CassandraSchema.VersionTable)} WHERE component = 'things'"), Token);
        return rows.FirstOrDefault<int?>();
    }
}
