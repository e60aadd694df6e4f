using Cql;

namespace Orleans.Clustering.Cassandra;

/// <summary>Reads members with their version, as of one moment.</summary>
internal sealed class MembershipReader(MembershipStatements statements, int pageSize = MembershipReader.DefaultPageSize)
{
    // About 300 bytes a row: a page is far from any limit, and most clusters are one.
    public const int DefaultPageSize = 500;

    // Pages of different moments are read again; a table that changes faster than it can be read is broken.
    private const int MaxTries = 20;

    /// <summary>All members, the changes that were begun among them: those are finished or refused first.</summary>
    /// <exception cref="CqlException">The store does not answer.</exception>
    public Task<(List<MemberRow> Members, StoredVersion Version)> ReadAllAsync(CancellationToken cancellationToken) => ReadAllAsync(isSerial: true, cancellationToken);

    /// <summary>All members, at less cost: without changes whose answer nobody has had yet.</summary>
    /// <exception cref="CqlException">The store does not answer.</exception>
    public Task<(List<MemberRow> Members, StoredVersion Version)> ReadKnownAsync(CancellationToken cancellationToken) => ReadAllAsync(isSerial: false, cancellationToken);

    /// <summary>The member and the version; no member, and no version either, when there is none of this address.</summary>
    /// <exception cref="CqlException">The store does not answer.</exception>
    public async Task<(MemberRow Member, StoredVersion Version)?> ReadRowAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        var rows = new List<MemberRow>(1);
        StoredVersion? version = null;
        using var statement = statements.ReadRow(silo);
        using var page = await statements.ReadSerialAsync(statement, cancellationToken);
        Take(page, rows, ref version);
        return rows is [var row] ? (row, version!.Value) : null;
    }

    /// <summary>When silos said last that they are alive.</summary>
    /// <exception cref="CqlException">The store does not answer.</exception>
    public async Task<Dictionary<string, DateTime>> ReadHeartbeatsAsync(CancellationToken cancellationToken)
    {
        var beats = new Dictionary<string, DateTime>();
        using var statement = statements.ReadHeartbeats();
        byte[]? next = null;
        do
        {
            statement.PagingState = next;
            using var page = await statements.ExecuteAsync(statement, cancellationToken);
            var row = page.GetReader();
            while (row.Read())
                beats[row.Get<string>(0)] = row.Get<DateTimeOffset>(1).UtcDateTime;
            next = page.PagingState?.ToArray();
        }
        while (next is not null);

        return beats;
    }

    private async Task<(List<MemberRow> Members, StoredVersion Version)> ReadAllAsync(bool isSerial, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await TryReadAllAsync(isSerial, cancellationToken) is { } all)
                return all;
        }

        throw new InvalidOperationException($"The membership changed {MaxTries} times while it was read.");
    }

    /// <summary>Null when the pages are of different moments: even at a serial consistency each is read by itself.</summary>
    private async Task<(List<MemberRow> Members, StoredVersion Version)?> TryReadAllAsync(bool isSerial, CancellationToken cancellationToken)
    {
        var rows = new List<MemberRow>();
        StoredVersion? version = null;
        using var statement = statements.ReadAll();
        statement.PageSize = pageSize;
        byte[]? next = null;
        do
        {
            statement.PagingState = next;
            using var page = await (isSerial ? statements.ReadSerialAsync(statement, cancellationToken) : statements.ExecuteAsync(statement, cancellationToken));
            if (!Take(page, rows, ref version))
                return null;
            next = page.PagingState?.ToArray();
        }
        while (next is not null);

        return (rows, version ?? StoredVersion.None);
    }

    /// <summary>Adds what a page has; false when it is of another version than the pages before.</summary>
    private static bool Take(CqlRowSet page, List<MemberRow> rows, ref StoredVersion? version)
    {
        var reader = page.GetReader();
        while (reader.Read())
        {
            var its = MemberRow.ReadVersion(ref reader);
            if (its != (version ??= its))
                return false;
            if (MemberRow.Read(ref reader) is { } row)
                rows.Add(row);
        }

        return true;
    }
}
