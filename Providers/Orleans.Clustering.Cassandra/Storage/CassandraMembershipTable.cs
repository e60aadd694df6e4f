using Cql;
using Microsoft.Extensions.Logging;
using Orleans.Cassandra;
using Orleans.Configuration;

namespace Orleans.Clustering.Cassandra;

/// <summary>The members of a cluster, in one partition with the table's version: each change is one conditional batch.</summary>
/// <remarks>
/// <code>
/// InsertRow, UpdateRow:  IF version = v AND version_id = …   (static)  ─┐ all or nothing
///                        IF row_id = …                       (its row) ─┘
/// UpdateIAmAlive:        another table, no condition: it can neither be refused nor bring a dead silo back
/// </code>
/// A change carries an id, which becomes the version's and the row's ETag. So a change whose fate is unknown is made again, with the same
/// id: one of the two is refused by what the other wrote, and the refusal shows whose it was.
/// </remarks>
internal sealed partial class CassandraMembershipTable(
    ClusterOptions cluster,
    Func<CancellationToken, Task<CassandraStore>> open,
    TimeProvider time,
    MembershipMetrics metrics,
    ILogger<CassandraMembershipTable> logger,
    int pageSize = MembershipReader.DefaultPageSize) : IMembershipTable
{
    private const int MaxTries = 10;
    private static readonly TimeSpan UnknownPause = TimeSpan.FromMilliseconds(200);

    // A batch that removes more would be of no use: it is refused as a whole when one row has changed.
    private const int MaxRemoved = 50;

    private readonly ChangeBackoff _backoff = new(time);
    private MembershipStatements? _statements;

    private MembershipStatements Statements => _statements ?? throw new InvalidOperationException("The membership table is not initialized.");

    private MembershipReader Reader => new(Statements, pageSize);

    // A version that is not there yet is version 0: there is nothing to make, whatever is asked for.
    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken) =>
        _statements = await MembershipStatements.PrepareAsync(await open(cancellationToken), cluster, cancellationToken);

    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken) => ReadingAsync(async () =>
    {
        var heartbeats = await Reader.ReadHeartbeatsAsync(cancellationToken);
        var (members, version) = await Reader.ReadAllAsync(cancellationToken);
        return new MembershipTableData([.. members.Select(member => WithHeartbeat(member, heartbeats))], version.ToTableVersion());
    });

    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken) => ReadingAsync(async () =>
    {
        if (await Reader.ReadRowAsync(key, cancellationToken) is not var (member, version))
        {
            // Without a row there is no version beside it, and one read by itself would be of another moment.
            var (members, versionOfAll) = await Reader.ReadAllAsync(cancellationToken);
            var found = members.FindIndex(one => one.Entry.SiloAddress.Equals(key));
            if (found < 0)
                return new MembershipTableData(versionOfAll.ToTableVersion());
            (member, version) = (members[found], versionOfAll);
        }

        return new MembershipTableData(WithHeartbeat(member, await Reader.ReadHeartbeatsAsync(cancellationToken)), version.ToTableVersion());
    });

    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken) =>
        ChangeAsync(entry, rowBefore: null, tableVersion, cancellationToken);

    public async Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken) =>
        Guid.TryParseExact(etag, "N", out var rowBefore) && await ChangeAsync(entry, rowBefore, tableVersion, cancellationToken);

    public async Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken)
    {
        var (began, failed) = (time.GetTimestamp(), true);
        try
        {
            using var beat = Statements.Beat(entry);
            (await Statements.ExecuteAsync(beat, cancellationToken)).Dispose();
            failed = false;
        }
        finally
        {
            metrics.Heartbeat(began, failed);
        }
    }

    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken)
    {
        var heartbeats = await Reader.ReadHeartbeatsAsync(cancellationToken);
        var (members, _) = await Reader.ReadAllAsync(cancellationToken);
        var defunct = members.Where(member => member.Entry.Status == SiloStatus.Dead && LastHeardOf(member) < beforeDate.UtcDateTime);
        foreach (var some in defunct.Chunk(MaxRemoved))
        {
            using var batch = new BatchStatement(BatchKind.Logged);
            foreach (var member in some)
                batch.Add(Statements.RemoveRow(member.Entry.SiloAddress, member.Id));

            // Refused, another silo cleans up at the same time. The version stays as it is: a dead silo was no member any more.
            (await Statements.ExecuteAsync(batch, cancellationToken)).Dispose();
        }

        DateTime LastHeardOf(MemberRow member)
        {
            var entry = WithHeartbeat(member, heartbeats).Item1;
            return (entry.SuspectTimes ?? []).Select(vote => vote.Item2).Append(entry.StartTime).Append(entry.IAmAliveTime).Max();
        }
    }

    public async Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken)
    {
        var statements = Statements.For(clusterId);
        for (var tries = 1; ; tries++)
        {
            var (members, version) = await new MembershipReader(statements, pageSize).ReadAllAsync(cancellationToken);
            if (members.Count == 0 && version == StoredVersion.None)
                return;
            using var batch = new BatchStatement(BatchKind.Logged)
                .Add(statements.SetVersion(null, null, version.Number, version.Id))
                .Add(statements.RemoveAll());
            try
            {
                using var rows = await statements.ExecuteAsync(batch, cancellationToken);
            }
            catch (CqlOutcomeUnknownException) when (tries < MaxTries)
            {
                // The next read shows.
            }
        }
    }

    private async Task<MembershipTableData> ReadingAsync(Func<Task<MembershipTableData>> read)
    {
        var (began, failed) = (time.GetTimestamp(), true);
        try
        {
            var data = await read();
            failed = false;
            return data;
        }
        finally
        {
            metrics.Read(began, failed);
        }
    }

    private async Task<bool> ChangeAsync(MembershipEntry entry, Guid? rowBefore, TableVersion next, CancellationToken cancellationToken)
    {
        if (StoredVersion.Before(next) is not { } before)
            return false;
        var id = Guid.NewGuid();
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await TryChangeAsync(entry, rowBefore, before, id, cancellationToken))
                {
                    metrics.Applied();
                    _backoff.Succeeded();
                    return true;
                }

                metrics.Refused();
                await _backoff.AfterRefusalAsync(cancellationToken);
                return false;
            }
            catch (CqlOutcomeUnknownException e) when (tries < MaxTries)
            {
                metrics.Unknown();
                LogUnknown(e, entry.SiloAddress, entry.Status);
                await Task.Delay(UnknownPause * Random.Shared.NextDouble() * tries, time, cancellationToken);
            }
        }
    }

    private async Task<bool> TryChangeAsync(MembershipEntry entry, Guid? rowBefore, StoredVersion before, Guid id, CancellationToken cancellationToken)
    {
        using var batch = new BatchStatement(BatchKind.Logged)
            .Add(Statements.SetVersion((before.Number ?? 0) + 1, id, before.Number, before.Id))
            .Add(Statements.SetRow(entry, id, rowBefore));
        using var rows = await Statements.ExecuteAsync(batch, cancellationToken);
        return rows.IsApplied || HasRow(rows, id);
    }

    /// <summary>Whether a refused batch was refused by what it had written itself, in a try whose fate was unknown.</summary>
    private static bool HasRow(CqlRowSet rows, Guid id)
    {
        // The columns differ by what was refused; the row's id is there when the row is.
        if (!rows.Columns.Any(column => column.Name == "row_id"))
            return false;
        var row = rows.GetReader();
        var ordinal = row.Ordinal("row_id");
        while (row.Read())
        {
            if (row.GetOrDefault<Guid?>(ordinal) == id)
                return true;
        }

        return false;
    }

    private static Tuple<MembershipEntry, string> WithHeartbeat(MemberRow member, Dictionary<string, DateTime> heartbeats)
    {
        var entry = member.Entry;
        if (heartbeats.TryGetValue(entry.SiloAddress.ToParsableString(), out var alive) && alive > entry.IAmAliveTime)
            entry.IAmAliveTime = alive;
        return Tuple.Create(entry, $"{member.Id:N}");
    }

    [LoggerMessage(LogLevel.Warning, "Whether {Silo} was written as {Status} is not known; it is written again under the same id, which settles it.")]
    private partial void LogUnknown(Exception exception, SiloAddress silo, SiloStatus status);
}
