using Cql;
using Microsoft.Extensions.Logging;
using Orleans.Entities.Cassandra.OpenWork;

namespace Orleans.Entities.Cassandra;

/// <summary>Takes over what silos that are dead left open. Each of them is one living silo's to take over; done twice, it does no harm.</summary>
internal sealed partial class OwnerWatch : IAsyncDisposable
{
    // A death is heard of within the first, and looked for again by the second: what failed, or whoever was to do it died too.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly CassandraEntityStore _store;
    private readonly IClusterMembershipService _membership;
    private readonly SiloAddress _self;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public OwnerWatch(CassandraEntityStore store, IClusterMembershipService membership, SiloAddress self, TimeProvider time, ILogger<OwnerWatch> logger)
    {
        (_store, _membership, _self, _time, _logger) = (store, membership, self, time, logger);
        _run = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, _time);
        try
        {
            MembershipVersion? seen = null;
            var looked = _time.GetTimestamp();
            do
            {
                var version = _membership.CurrentSnapshot.Version;
                if (seen == version && _time.GetElapsedTime(looked) < LongestPause)
                    continue;
                (seen, looked) = (await TryLookAsync() ? version : null, _time.GetTimestamp());
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task<bool> TryLookAsync()
    {
        try
        {
            var owners = await _store.OthersAsync(_stop.Token);
            var members = await MembersAsync(owners);
            foreach (var owner in owners)
            {
                if (!IsAlive(owner, members) && TakerOf(owner, members) == _self)
                    await _store.TakeOverAsync(owner.Incarnation, _stop.Token);
            }

            return true;
        }
        catch (Exception e) when (e is CqlException or OwnerClosedException or EntityStoreException)
        {
            LogNotLooked(_logger, e.Message);
            return false;
        }
    }

    // A silo is among the members before it is among the owners: one that is not known yet has come since.
    private async Task<ClusterMembershipSnapshot> MembersAsync(List<Owner> owners)
    {
        var members = _membership.CurrentSnapshot;
        if (owners.TrueForAll(owner => StatusOf(owner, members) != SiloStatus.None))
            return members;
        await _membership.Refresh(cancellationToken: _stop.Token);
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

    [LoggerMessage(LogLevel.Warning, "What dead silos left open could not be looked for or taken over; it is tried again: {Cause}")]
    private static partial void LogNotLooked(ILogger logger, string cause);
}
