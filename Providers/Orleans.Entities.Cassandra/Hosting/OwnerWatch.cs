using Microsoft.Extensions.Logging;
using Orleans.Entities.Cassandra.OpenWork;

namespace Orleans.Entities.Cassandra;

/// <summary>Takes over what silos that are dead left open. Each of them is one living silo's to take over; done twice, it does no harm.</summary>
internal sealed class OwnerWatch : IAsyncDisposable
{
    // A death is heard of within the first, and looked for again by the second: what failed, or whoever was to do it died too.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly CassandraEntityStore _store;
    private readonly IClusterMembershipService _membership;
    private readonly SiloAddress _self;
    private readonly TimeProvider _time;
    private readonly RecurringTask _task;

    // Used by one round at a time.
    private MembershipVersion? _seen;
    private long _looked;

    public OwnerWatch(CassandraEntityStore store, IClusterMembershipService membership, SiloAddress self, TimeProvider time, ILogger<OwnerWatch> logger)
    {
        (_store, _membership, _self, _time) = (store, membership, self, time);
        _task = RecurringTask.Start("The look for what dead silos left open", Period, LookAsync, time, logger);
    }

    public ValueTask DisposeAsync() => _task.DisposeAsync();

    private async Task LookAsync(CancellationToken stopping)
    {
        var version = _membership.CurrentSnapshot.Version;
        if (_seen == version && _time.GetElapsedTime(_looked) < LongestPause)
            return;
        _seen = null;
        var owners = await _store.OthersAsync(stopping);
        var members = await MembersAsync(owners, stopping);
        List<Exception>? failures = null;
        foreach (var owner in owners)
        {
            if (IsAlive(owner, members) || TakerOf(owner, members) != _self)
                continue;
            try
            {
                await _store.TakeOverAsync(owner.Incarnation, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // One that cannot be taken over must not keep those behind it from it.
                (failures ??= []).Add(e);
            }
        }

        if (failures is not null)
            throw new AggregateException(failures);
        (_seen, _looked) = (version, _time.GetTimestamp());
    }

    // A silo is among the members before it is among the owners: one that is not known yet has come since.
    private async Task<ClusterMembershipSnapshot> MembersAsync(List<Owner> owners, CancellationToken stopping)
    {
        var members = _membership.CurrentSnapshot;
        if (owners.TrueForAll(owner => StatusOf(owner, members) != SiloStatus.None))
            return members;
        await _membership.Refresh(cancellationToken: stopping);
        return _membership.CurrentSnapshot;
    }

    private static bool IsAlive(Owner owner, ClusterMembershipSnapshot members) => StatusOf(owner, members) is not (SiloStatus.None or SiloStatus.Dead);

    // Who has no silo shared its log with nobody, and is gone.
    private static SiloStatus StatusOf(Owner owner, ClusterMembershipSnapshot members)
        => owner.Silo is { } silo ? members.GetSiloStatus(SiloAddress.FromParsableString(silo)) : SiloStatus.Dead;

    private static SiloAddress? TakerOf(Owner owner, ClusterMembershipSnapshot members) => members.Members.Values
        .Where(member => member.Status == SiloStatus.Active)
        .Select(member => member.SiloAddress)
        .MinBy(silo => HashCode(owner.Incarnation, silo));

    // The same in every process, and another silo's for another owner.
    private static uint HashCode(Guid incarnation, SiloAddress silo)
        => unchecked(((uint)silo.GetConsistentHashCode() * 2_654_435_761u) ^ BitConverter.ToUInt32(incarnation.ToByteArray(), 12));
}
