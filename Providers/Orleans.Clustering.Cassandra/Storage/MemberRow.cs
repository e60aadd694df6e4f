using Cql;

namespace Orleans.Clustering.Cassandra;

/// <summary>A member between its row and what Orleans knows of it.</summary>
internal readonly record struct MemberRow(MembershipEntry Entry, Guid Id)
{
    /// <summary>What is read: the version first, which every row of the partition has.</summary>
    public const string Columns =
        "version, version_id, silo, row_id, status, silo_name, host_name, proxy_port, role_name, update_zone, fault_zone, start_time, alive_at, votes";

    /// <summary>What is written of a row.</summary>
    public const string Assignments =
        "row_id = ?, status = ?, silo_name = ?, host_name = ?, proxy_port = ?, role_name = ?, update_zone = ?, fault_zone = ?, start_time = ?, alive_at = ?, votes = ?";

    /// <summary>Sets the parameters of <see cref="Assignments"/>.</summary>
    /// <returns>The place of the parameter after them.</returns>
    public static int Bind(BoundStatement statement, MembershipEntry entry, Guid id)
    {
        statement
            .Set(0, id)
            .Set(1, entry.Status.ToString())
            .Set(2, entry.SiloName)
            .Set(3, entry.HostName)
            .Set(4, entry.ProxyPort)
            .Set(5, entry.RoleName)
            .Set(6, entry.UpdateZone)
            .Set(7, entry.FaultZone)
            .Set(8, Moment(entry.StartTime))
            .Set(9, Moment(entry.IAmAliveTime))
            .Set(10, entry.SuspectTimes is { Count: > 0 } votes ? votes.ConvertAll(vote => (vote.Item1.ToParsableString(), Moment(vote.Item2))) : null);
        return 11;
    }

    /// <summary>The version of the row that the reader is on.</summary>
    public static StoredVersion ReadVersion(ref CqlRowReader row) => new(row.GetOrDefault<int?>(0), row.GetOrDefault<Guid?>(1));

    /// <summary>The member of the row that the reader is on; null when it has none, but the version alone.</summary>
    public static MemberRow? Read(ref CqlRowReader row)
    {
        if (row.GetOrDefault<string>(2) is not { } silo)
            return null;
        var id = row.Get<Guid>(3);
        return new MemberRow(
            new MembershipEntry
            {
                SiloAddress = SiloAddress.FromParsableString(silo),
                Status = Enum.Parse<SiloStatus>(row.Get<string>(4)),
                SiloName = row.GetOrDefault<string>(5) ?? "",
                HostName = row.GetOrDefault<string>(6) ?? "",
                ProxyPort = row.Get<int>(7),
                RoleName = row.GetOrDefault<string>(8),
                UpdateZone = row.Get<int>(9),
                FaultZone = row.Get<int>(10),
                StartTime = row.Get<DateTimeOffset>(11).UtcDateTime,
                IAmAliveTime = row.Get<DateTimeOffset>(12).UtcDateTime,
                SuspectTimes = row.GetOrDefault<List<(string Silo, DateTimeOffset Time)>>(13)?
                    .ConvertAll(vote => Tuple.Create(SiloAddress.FromParsableString(vote.Silo), vote.Time.UtcDateTime)) ?? [],
            },
            id);
    }

    /// <summary>A time as the store has it. Orleans' times are in UTC, whatever their kind says.</summary>
    public static DateTimeOffset Moment(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
