using Cql;

namespace Orleans.Cassandra;

/// <summary>A lock that one installer of a keyspace has at a time, whichever program it is in.</summary>
internal sealed class SchemaLock(CassandraStore store, TimeProvider time)
{
    // Longer than a statement takes with the agreement of all nodes, which is waited for at most 10 s.
    private const int LeaseSeconds = 60;

    private const int MaxTries = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2 * LeaseSeconds);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Guid _owner = Guid.NewGuid();

    /// <summary>Waits for it.</summary>
    /// <exception cref="CassandraSchemaException">Another has it for minutes.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (!await IsMineAfterAsync($"{_owner}", "null", cancellationToken))
        {
            if (time.GetElapsedTime(begin) > Patience)
                throw new CassandraSchemaException($"Another program has been changing the schema for {Patience.TotalMinutes:0} minutes: look what it does, and start again.");
            await Task.Delay(Pause * (1 + Random.Shared.NextDouble()), time, cancellationToken);
        }
    }

    /// <summary>Keeps it for another lease.</summary>
    /// <exception cref="CassandraSchemaException">It was lost meanwhile.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (!await IsMineAfterAsync($"{_owner}", $"{_owner}", cancellationToken))
            throw new CassandraSchemaException("Changing the schema took longer than the lock on it lasts: start again.");
    }

    /// <summary>Gives it back; if that fails it ends by itself.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            await IsMineAfterAsync("null", $"{_owner}", CancellationToken.None);
        }
        catch (CqlException)
        {
            // Whoever waits, waits for the lease's end.
        }
    }

    // Refused, the answer names the owner: this one, when an earlier try whose fate is unknown had succeeded.
    private async Task<bool> IsMineAfterAsync(string owner, string before, CancellationToken cancellationToken)
    {
        var cql = $"UPDATE {store.Table(CassandraSchema.VersionTable)} USING TTL {LeaseSeconds} SET owner = {owner} WHERE component = '(lock)' IF owner = {before}";
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var rows = await store.ExecuteAsync(new SimpleStatement(cql), cancellationToken);
                return rows.IsApplied || OwnerOf(rows) == _owner;
            }
            catch (CqlOutcomeUnknownException) when (tries < MaxTries)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private static Guid? OwnerOf(CqlRowSet rows)
    {
        var row = rows.GetReader();
        return row.Read() && rows.Columns.Any(column => column.Name == "owner") ? row.Get<Guid?>("owner") : null;
    }
}
