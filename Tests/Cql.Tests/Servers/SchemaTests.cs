namespace Cql.Tests.Servers;

/// <summary>Schemas that change under a session and what it has prepared.</summary>
[Collection<ThreeNodes>]
public sealed class SchemaTests(ThreeNodes nodes) : ServerTests(nodes)
{
    private CqlSession? _session;

    private CqlSession Session => _session!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _session = await ConnectAsync();
        await ChangeAsync("CREATE KEYSPACE IF NOT EXISTS schemas WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_session is not null)
            await _session.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Rows_of_a_prepared_statement_have_the_columns_that_the_table_has_now()
    {
        await ChangeAsync("CREATE TABLE schemas.columns (k int PRIMARY KEY, b text)");
        await ChangeAsync("INSERT INTO schemas.columns (k, b) VALUES (1, 'two')");
        var select = await Session.PrepareAsync("SELECT * FROM schemas.columns WHERE k = ?");
        await AssertColumnsAsync(select, "k", "b");
        await ChangeAsync("ALTER TABLE schemas.columns ADD a int");
        await AssertColumnsAsync(select, "k", "a", "b");
        await ChangeAsync("ALTER TABLE schemas.columns DROP b");
        await AssertColumnsAsync(select, "k", "a");
    }

    [Fact]
    public async Task A_statement_can_say_in_which_keyspace_its_names_are()
    {
        await ChangeAsync("CREATE TABLE schemas.named (k int PRIMARY KEY, v int)");
        await Session.PrepareAsync("SELECT v FROM schemas.named");
        await Assert.ThrowsAsync<CqlInvalidRequestException>(() => Session.PrepareAsync("SELECT v FROM named WHERE k = ?"));
        (await Session.ExecuteAsync(new SimpleStatement("INSERT INTO named (k, v) VALUES (1, 10)") { Keyspace = "schemas" })).Dispose();
        var select = await Session.PrepareAsync("SELECT v FROM named WHERE k = ?", keyspace: "schemas");
        using var bound = select.Bind().Set(0, 1);
        using var rows = await Session.ExecuteAsync(bound);
        Assert.Equal(10, rows.FirstOrDefault<int>());
    }

    [Fact]
    public async Task A_statement_works_again_when_its_table_was_dropped_and_made_anew()
    {
        await ChangeAsync("CREATE TABLE schemas.anew (k int PRIMARY KEY, v int)");
        var insert = await Session.PrepareAsync("INSERT INTO schemas.anew (k, v) VALUES (?, ?)");
        var select = await Session.PrepareAsync("SELECT v FROM schemas.anew WHERE k = ?");
        await InsertAsync(insert, 1, 10);
        await ChangeAsync("DROP TABLE schemas.anew");
        await Assert.ThrowsAsync<CqlInvalidRequestException>(() => InsertAsync(insert, 1, 11));
        await ChangeAsync("CREATE TABLE schemas.anew (k int PRIMARY KEY, v int)");
        await InsertAsync(insert, 1, 12);
        using var bound = select.Bind().Set(0, 1);
        using var rows = await Session.ExecuteAsync(bound);
        Assert.Equal(12, rows.FirstOrDefault<int>());
    }

    [Fact]
    public async Task Values_of_the_old_type_are_not_written_into_a_column_of_another()
    {
        await ChangeAsync("CREATE TABLE schemas.types (k int PRIMARY KEY, v int)");
        var insert = await Session.PrepareAsync("INSERT INTO schemas.types (k, v) VALUES (?, ?)");
        await InsertAsync(insert, 1, 10);
        await ChangeAsync("DROP TABLE schemas.types");
        await ChangeAsync("CREATE TABLE schemas.types (k int PRIMARY KEY, v text)");

        // The server would take the four bytes for a text.
        using (var bound = insert.Bind().Set(0, 1).Set(1, 0x41424344))
        {
            var refused = await Assert.ThrowsAsync<CqlTypeException>(() => Session.ExecuteAsync(bound).AsTask());
            Assert.Contains("v int", refused.Message, StringComparison.Ordinal);
            Assert.Contains("v text", refused.Message, StringComparison.Ordinal);
        }

        using (var rows = await Session.ExecuteAsync("SELECT v FROM schemas.types"))
            Assert.Equal(0, rows.Count);

        // On every node, each of which has forgotten the statement.
        for (var i = 0; i < 10; i++)
        {
            using var bound = insert.Bind().Set(0, i).Set(1, "ABCD");
            (await Session.ExecuteAsync(bound)).Dispose();
        }
    }

    [Fact]
    public async Task A_keyspace_is_routed_by_as_soon_as_it_is_made()
    {
        await ChangeAsync("CREATE KEYSPACE schemas_one WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
        await ChangeAsync("CREATE TABLE schemas_one.rows (k int PRIMARY KEY, v int)");
        var insert = await Session.PrepareAsync("INSERT INTO schemas_one.rows (k, v) VALUES (?, ?)");
        var traces = new List<Guid>();
        for (var key = 0; key < 30; key++)
        {
            using var bound = insert.Bind().Set(0, key).Set(1, key);
            bound.Trace = true;
            bound.Consistency = Consistency.One;
            using var rows = await Session.ExecuteAsync(bound);
            traces.Add(Assert.NotNull(rows.TracingId));
        }

        // With one replica, and that asked, no other node has a part in it.
        foreach (var trace in traces)
            Assert.Single(await SourcesAsync(trace));
    }

    [Fact]
    public async Task A_schema_change_waits_for_a_node_that_hangs_no_longer_than_it_must_and_not_for_one_that_is_down()
    {
        await Cluster.PauseAsync(3);
        var start = TimeProvider.System.GetTimestamp();
        await ChangeAsync("CREATE TABLE IF NOT EXISTS schemas.hangs (k int PRIMARY KEY)");
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(25));

        await Cluster.ResumeAsync(3);
        await Cluster.KillAsync(3);
        await Task.Delay(TimeSpan.FromSeconds(1));
        start = TimeProvider.System.GetTimestamp();
        await ChangeAsync("CREATE TABLE IF NOT EXISTS schemas.down (k int PRIMARY KEY)");
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    private async Task<HashSet<string>> SourcesAsync(Guid trace)
    {
        // A trace is written behind the answer.
        var sources = new HashSet<string>();
        while (sources.Count == 0)
        {
            using var rows = await Session.ExecuteAsync(new SimpleStatement($"SELECT source FROM system_traces.events WHERE session_id = {trace}") { Consistency = Consistency.One });
            for (var row = rows.GetReader(); row.Read();)
                sources.Add(row.Get<System.Net.IPAddress>(0).ToString());
        }

        return sources;
    }

    private async Task AssertColumnsAsync(PreparedStatement select, params string[] names)
    {
        for (var node = 0; node < 10; node++)
        {
            using var bound = select.Bind().Set(0, 1);
            using var rows = await Session.ExecuteAsync(bound);
            Assert.Equal(names, rows.Columns.Select(column => column.Name));
            Assert.Equal(1, rows.Count);
            var row = rows.GetReader();
            Assert.True(row.Read());
            Assert.Equal(1, row.Get<int>("k"));
        }
    }

    private async Task ChangeAsync(string cql)
        => (await Session.ExecuteAsync(new SimpleStatement(cql) { IsIdempotent = cql.Contains("IF NOT EXISTS", StringComparison.Ordinal) })).Dispose();

    private async Task InsertAsync(PreparedStatement insert, int key, int value)
    {
        using var bound = insert.Bind().Set(0, key).Set(1, value);
        using var rows = await Session.ExecuteAsync(bound);
    }
}
