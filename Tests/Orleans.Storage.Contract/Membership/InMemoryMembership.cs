using Orleans.Messaging;

namespace Orleans.Storage.Contract;

/// <summary>A place for members in memory. What a mutant of it does wrong is what it overrides.</summary>
public class InMemoryMembership : LosingMembership
{
    private readonly Dictionary<string, Cluster> _clusters = [];
    private (bool Stored, Func<Task> Meanwhile)? _loss;

    public override ValueTask<IMembershipTable> OpenAsync(string clusterId) => new(new InMemoryMembershipTable(this, clusterId));

    public override ValueTask<IGatewayListProvider> OpenGatewaysAsync(string clusterId) => new(new InMemoryGateways(this, clusterId));

    public override void LoseNextAnswer(bool stored, Func<Task> meanwhile) => _loss = (stored, meanwhile);

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>What a cluster's rows are found by.</summary>
    protected internal virtual string KeyOf(string clusterId) => clusterId;

    /// <summary>Whether a version follows another.</summary>
    protected internal virtual bool Follows(TableVersion next, TableVersion current) =>
        next.VersionEtag == current.VersionEtag && next.Version == current.Version + 1;

    /// <summary>Whether a row's ETag is the one that was given.</summary>
    protected internal virtual bool Fits(string? stored, string given) => stored == given;

    /// <summary>What a heartbeat makes of a row.</summary>
    protected internal virtual void Beat(Cluster cluster, MembershipEntry row, MembershipEntry heartbeat) => row.IAmAliveTime = heartbeat.IAmAliveTime;

    /// <summary>When a dead silo was last heard of.</summary>
    protected internal virtual DateTime LastHeardOf(MembershipEntry row) =>
        (row.SuspectTimes ?? []).Select(vote => vote.Item2).Append(row.StartTime).Append(row.IAmAliveTime).Max();

    /// <summary>Whether a silo of a status may be cleaned up.</summary>
    protected internal virtual bool IsDefunct(SiloStatus status) => status == SiloStatus.Dead;

    /// <summary>An entry that shares nothing with the one of a caller.</summary>
    protected internal virtual MembershipEntry Copy(MembershipEntry entry) => new()
    {
        SiloAddress = entry.SiloAddress,
        Status = entry.Status,
        SuspectTimes = entry.SuspectTimes is null ? null : [.. entry.SuspectTimes],
        ProxyPort = entry.ProxyPort,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
        RoleName = entry.RoleName,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartTime = entry.StartTime,
        IAmAliveTime = entry.IAmAliveTime,
    };

    internal void Delete(string clusterId)
    {
        lock (_clusters)
            _clusters.Remove(KeyOf(clusterId));
    }

    internal T Do<T>(string clusterId, Func<Cluster, T> what)
    {
        lock (_clusters)
            return what(_clusters.TryGetValue(KeyOf(clusterId), out var cluster) ? cluster : _clusters[KeyOf(clusterId)] = new Cluster());
    }

    /// <summary>Makes a change that may be refused; throws when its answer is lost.</summary>
    internal async Task<bool> ChangeAsync(string clusterId, Func<Cluster, bool> mayChange, Action<Cluster> change)
    {
        var (loss, made) = Do(clusterId, cluster =>
        {
            (var lost, _loss) = (_loss, null);
            if (!mayChange(cluster))
                return (lost, false);
            if (lost is not { Stored: false })
                change(cluster);
            return (lost, true);
        });
        if (loss is null)
            return made;
        await loss.Value.Meanwhile();
        throw new TimeoutException("The answer was lost.");
    }

    /// <summary>The table of one cluster.</summary>
    protected internal sealed class Cluster
    {
        public TableVersion Version { get; set; } = new(0, "0");

        public Dictionary<SiloAddress, (MembershipEntry Entry, string ETag)> Rows { get; } = [];
    }
}
