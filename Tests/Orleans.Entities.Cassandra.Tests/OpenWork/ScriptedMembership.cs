using System.Collections.Immutable;

namespace Orleans.Entities.Cassandra.Tests.OpenWork;

/// <summary>The members of a cluster as a test says; what it says last is known after a refresh only.</summary>
internal sealed class ScriptedMembership : IClusterMembershipService
{
    private ImmutableDictionary<SiloAddress, ClusterMember> _members = ImmutableDictionary<SiloAddress, ClusterMember>.Empty;
    private int _version;

    public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } = new(ImmutableDictionary<SiloAddress, ClusterMember>.Empty, MembershipVersion.MinValue);

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

    public void Say(SiloAddress silo, SiloStatus status) => _members = _members.SetItem(silo, new ClusterMember(silo, status, silo.ToString()));

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        CurrentSnapshot = new(_members, new MembershipVersion(++_version));
        return default;
    }

    public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
}
