using Microsoft.Extensions.Logging;

namespace Orleans.Entities.Cassandra;

/// <summary>Whom a silo takes over from: of those who share its log, the dead; without others, whoever was before it.</summary>
/// <param name="isShared">Whether other silos carry events to the same log.</param>
/// <param name="membership">Which silos live.</param>
/// <param name="silo">This one.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of owners that could not be looked for.</param>
internal sealed class EntityOwnership(
    bool isShared, IClusterMembershipService membership, ILocalSiloDetails silo, TimeProvider time, ILogger<OwnerWatch> logger)
{
    /// <summary>
    /// When the store is opened. One that others may take over is named only after its silo is among the members, for else they would not know
    /// that it lives.
    /// </summary>
    public int Stage => isShared ? ServiceLifecycleStage.ApplicationServices : ServiceLifecycleStage.First + 1;

    /// <summary>This silo's name among owners; null where it has no others.</summary>
    public string? Silo => isShared ? silo.SiloAddress.ToParsableString() : null;

    /// <summary>Takes over from now on; null where that was done at the start, for good.</summary>
    public OwnerWatch? Watch(CassandraEntityStore store) => isShared ? new(store, membership, silo.SiloAddress, time, logger) : null;
}
