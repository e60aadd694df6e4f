using System.Globalization;

namespace Cql.Tests.Servers;

[Collection<ThreeNodes>]
public sealed class TypeTests(ThreeNodes nodes)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_of_every_type_are_stored_as_what_they_are_and_come_back()
    {
        await using var session = await OpenAsync();
        await WriteAsync(session, id: 1);

        var json = string.Join(", ", Columns(all: true).Select(column => $"toJson({column}) AS j{column}"));
        using var rows = await session.ExecuteAsync($"SELECT {json} FROM types WHERE id = 1", Cancellation);
        AssertJson(rows);
        await AssertReadAsync(session, id: 1, all: true);
    }

    [Fact]
    public async Task Another_client_reads_what_this_one_writes_and_this_one_what_the_other_writes()
    {
        var python = await OtherClient.FindOrSkipAsync();
        await using var session = await OpenAsync();
        await WriteAsync(session, id: 2);

        // It reads each value into its own types, compares some with what they must be, and writes all of them in another row.
        var cluster = await nodes.StartedOrSkipAsync();
        await python.CopyAsync(cluster.Nodes[0], from: 2, to: 3, Columns(all: false));
        await AssertReadAsync(session, id: 3, all: false);
    }

    [Fact]
    public async Task Null_unset_and_empty_are_three_things()
    {
        await using var session = await OpenAsync();
        using (await session.ExecuteAsync("INSERT INTO types (id, v1, v3, v4) VALUES (4, 'kept', 1, 2)", Cancellation))
        {
        }

        var update = await session.PrepareAsync("INSERT INTO types (id, v1, v3, v4) VALUES (4, ?, ?, ?)", cancellationToken: Cancellation);
        using (var bound = update.Bind().Set(1, (int?)null).SetBytes(2, []))
        {
            using var done = await session.ExecuteAsync(bound, Cancellation);
        }

        using var rows = await session.ExecuteAsync("SELECT v1, v3, v4, blobAsInt(0x) FROM types WHERE id = 4", Cancellation);
        Assert.Equal(("kept", null, null, null), rows.FirstOrDefault<(string?, int?, long?, int?)>());
    }

    [Fact]
    public async Task A_user_defined_type_that_got_a_field_meanwhile_is_read_and_written_by_a_class_that_does_not_know_it()
    {
        await using var session = await OpenAsync();
        await DoAsync(session, "CREATE TYPE IF NOT EXISTS place (x int, y int)");
        await DoAsync(session, "CREATE TABLE IF NOT EXISTS places (id int PRIMARY KEY, place frozen<place>)");
        var insert = await session.PrepareAsync("INSERT INTO places (id, place) VALUES (?, ?)", cancellationToken: Cancellation);
        await InsertAsync(insert, 1);
        await DoAsync(session, "ALTER TYPE place ADD z text");
        await InsertAsync(insert, 2);
        await InsertAsync(await session.PrepareAsync("INSERT INTO places (place, id) VALUES (?, ?)", cancellationToken: Cancellation), 3);
        await DoAsync(session, "INSERT INTO places (id, place) VALUES (4, {x: 4, y: 4, z: 'new'})");

        using var rows = await session.ExecuteAsync("SELECT place FROM places", Cancellation);
        Assert.Equal([1, 2, 3, 4], rows.ToList<StoredValues.Point>().Select(place => place.X!.Value).Order());

        async Task InsertAsync(PreparedStatement statement, int id)
        {
            using var bound = statement.Bind();
            for (var i = 0; i < 2; i++)
            {
                if (statement.Parameters[i].Name == "id")
                    bound.Set(i, id);
                else
                    bound.Set(i, new StoredValues.Point(id, null));
            }

            using var done = await session.ExecuteAsync(bound, Cancellation);
        }
    }

    private static string[] Columns(bool all)
        => [.. Enumerable.Range(0, StoredValues.All.Count).Where(i => all || StoredValues.All[i].IsKnownToOlderClients).Select(Column)];

    private static string Column(int index) => string.Create(CultureInfo.InvariantCulture, $"v{index}");

    private static async Task DoAsync(CqlSession session, string cql)
    {
        using var done = await session.ExecuteAsync(cql, Cancellation);
    }

    private static async Task WriteAsync(CqlSession session, int id)
    {
        var columns = Columns(all: true);
        var insert = await session.PrepareAsync(
            $"INSERT INTO types (id, {string.Join(", ", columns)}) VALUES (?{string.Concat(columns.Select(_ => ", ?"))})", cancellationToken: Cancellation);
        using var bound = insert.Bind().Set(0, id);
        for (var i = 0; i < columns.Length; i++)
            StoredValues.All[i].Bind(bound, i + 1);
        using var done = await session.ExecuteAsync(bound, Cancellation);
    }

    private static async Task AssertReadAsync(CqlSession session, int id, bool all)
    {
        var select = await session.PrepareAsync($"SELECT {string.Join(", ", Columns(all))} FROM types WHERE id = ?", cancellationToken: Cancellation);
        using var bound = select.Bind().Set(0, id);
        using var rows = await session.ExecuteAsync(bound, Cancellation);
        AssertSame(rows, all);
    }

    private static void AssertSame(CqlRowSet rows, bool all)
    {
        var row = rows.GetReader();
        Assert.True(row.Read());
        for (var i = 0; i < StoredValues.All.Count; i++)
        {
            if (all || StoredValues.All[i].IsKnownToOlderClients)
                StoredValues.All[i].AssertSame(ref row, Column(i));
        }
    }

    private static void AssertJson(CqlRowSet rows)
    {
        var row = rows.GetReader();
        Assert.True(row.Read());
        for (var i = 0; i < StoredValues.All.Count; i++)
            Assert.Equal(StoredValues.All[i].Json, row.Get<string>(i));
    }

    private async Task<CqlSession> OpenAsync()
    {
        var cluster = await nodes.StartedOrSkipAsync();
        await using (var first = await CqlSession.ConnectAsync(cluster.Nodes[0].ToString(), Cancellation))
            await DoAsync(first, "CREATE KEYSPACE IF NOT EXISTS types WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
        var options = new CqlOptions { ContactPoints = { cluster.Nodes[0].ToString() }, Keyspace = "types" };
        var session = await CqlSession.ConnectAsync(options, cancellationToken: Cancellation);
        await DoAsync(session, "CREATE TYPE IF NOT EXISTS point (x int, y int)");
        var columns = string.Join(", ", StoredValues.All.Select((value, i) => $"{Column(i)} {value.Type}"));
        await DoAsync(session, $"CREATE TABLE IF NOT EXISTS types (id int PRIMARY KEY, {columns})");
        return session;
    }
}
