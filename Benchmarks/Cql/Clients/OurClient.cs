using Cql;

namespace Marketplace.Benchmarks.Cql.Clients;

/// <summary>The client of this repository.</summary>
internal sealed class OurClient : ICqlClient
{
    private static readonly byte[] Small = new byte[Statements.SmallValue];
    private static readonly byte[] Large = new byte[Statements.LargeValue];

    private readonly CqlSession _session;
    private PreparedStatement? _prepared;

    private OurClient(CqlSession session) => _session = session;

    public static async Task<ICqlClient> ConnectAsync(string contact)
    {
        var options = new CqlOptions { MaxRequestsPerConnection = Statements.MostInFlight };
        options.ContactPoints.Add(contact);
        return new OurClient(await CqlSession.ConnectAsync(options));
    }

    public async Task SetUpAsync()
    {
        foreach (var statement in Statements.Schema)
            (await _session.ExecuteAsync(statement)).Dispose();
        var insert = await _session.PrepareAsync(Statements.TextOf(Operation.Insert));
        for (var key = 0L; key < Statements.Keys; key++)
        {
            using var bound = insert.Bind().Set(0, key).Set(1, Small);
            (await _session.ExecuteAsync(bound)).Dispose();
        }

        var many = await _session.PrepareAsync(Statements.InsertMany);
        for (var row = 0; row < Statements.ManyKeys * Statements.ManyRows; row++)
        {
            using var bound = many.Bind().Set(0, (long)(row / Statements.ManyRows)).Set(1, row % Statements.ManyRows).Set(2, Small);
            (await _session.ExecuteAsync(bound)).Dispose();
        }
    }

    public async Task PrepareAsync(Operation operation) => _prepared = await _session.PrepareAsync(Statements.TextOf(operation));

    public ValueTask ExecuteAsync(Operation operation, long key) => operation switch
    {
        Operation.Insert => InsertAsync(key, Small),
        Operation.InsertLarge => InsertAsync(key, Large),
        Operation.Select => SelectAsync(key % Statements.Keys),
        Operation.SelectMany => SelectManyAsync(key % Statements.ManyKeys),
        _ => InsertIfNotExistsAsync(key),
    };

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private async ValueTask InsertAsync(long key, byte[] value)
    {
        using var bound = _prepared!.Bind().Set(0, key).Set(1, value);
        (await _session.ExecuteAsync(bound)).Dispose();
    }

    private async ValueTask SelectAsync(long key)
    {
        using var bound = _prepared!.Bind().Set(0, key);
        using var rows = await _session.ExecuteAsync(bound);
        var row = rows.GetReader();
        if (!row.Read() || row.Get<byte[]>(0).Length != Statements.SmallValue)
            throw new InvalidOperationException("The row is not there.");
    }

    private async ValueTask SelectManyAsync(long key)
    {
        using var bound = _prepared!.Bind().Set(0, key);
        using var rows = await _session.ExecuteAsync(bound);
        var row = rows.GetReader();
        var (count, bytes) = (0, 0);
        while (row.Read())
        {
            count += row.Get<int>(0) >= 0 ? 1 : 0;
            bytes += row.Get<byte[]>(1).Length;
        }

        if (count != Statements.ManyRows || bytes != Statements.ManyRows * Statements.SmallValue)
            throw new InvalidOperationException("Rows are missing.");
    }

    private async ValueTask InsertIfNotExistsAsync(long key)
    {
        using var bound = _prepared!.Bind().Set(0, key).Set(1, Small);
        using var rows = await _session.ExecuteAsync(bound);
        if (!rows.IsApplied)
            throw new InvalidOperationException("There was a row.");
    }
}
