using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Grains.Shipments;

/// <summary>A seller's shipments: the sums over the rows of undelivered packages, always of the same version as the rows.</summary>
[GenerateSerializer, Immutable, Alias("shipments-head")]
internal sealed record ShipmentsHead
{
    /// <summary>What it is before the first package.</summary>
    public static ShipmentsHead Empty { get; } = new();

    /// <summary>Counts every change, also those that share a commit.</summary>
    [Id(0)] public long Revision { get; init; }

    /// <summary>The place that the last accepted package got among all.</summary>
    [Id(1)] public long LastSequence { get; init; }

    /// <summary>Every package up to this place has left the open ones: where looking for the oldest begins.</summary>
    [Id(2)] public long DoneTo { get; init; }

    /// <summary>Sums over open packages, one for each currency that there are any in.</summary>
    [Id(3)] public ImmutableArray<DashboardTotals> Totals { get; init; } = [];

    /// <summary>The last mark of a command's key that was dropped: where looking for old ones begins.</summary>
    [Id(4)] public string? CommandsForgottenTo { get; init; }
}
