using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Shipments;

/// <summary>
/// A seller's packages: a row each, totals in the head, so that a dashboard is one version of one entity. Key: the seller's id in
/// its <see cref="KeySpace"/>.
/// </summary>
[Alias("shipments")]
[Version(1)]
public interface IShipmentsGrain : IGrainWithStringKey
{
    /// <summary>Takes paid orders in, each once; one that was withdrawn before stays so.</summary>
    [Alias("Accept")]
    Task AcceptAsync(ImmutableArray<PaidOrder> orders);

    /// <summary>
    /// Takes an order's package back. One that has not come yet is withdrawn as it would have come: it is told of like any other, for
    /// whoever hears of the order expects a package. Durable when it answers.
    /// </summary>
    [Alias("Withdraw")]
    Task<WithdrawStatus> WithdrawAsync(PaidOrder order);

    /// <summary>Hands a package to a carrier.</summary>
    [Alias("Ship")]
    Task<Outcome<Package>> ShipAsync(ShipPackage command);

    /// <summary>Says that a package was delivered; one that was not shipped is shipped with it.</summary>
    [Alias("Deliver")]
    Task<Outcome<Package>> DeliverAsync(string packageId, IdempotencyKey key);

    /// <summary>Delivers the oldest undelivered package; null when there is none.</summary>
    [Alias("DeliverOldest")]
    Task<Package?> DeliverOldestAsync();

    /// <summary>A package of this seller; null when there is none.</summary>
    [Alias("GetPackage")]
    Task<Package?> GetPackageAsync(string packageId);

    /// <summary>Undelivered packages, oldest first, after a cursor of an earlier answer, with the totals of all of them.</summary>
    [Alias("Dashboard")]
    Task<SellerDashboard> DashboardAsync(string? after, int limit);
}
