using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>One seller's part of an order.</summary>
internal sealed record OrderSellerReply
{
    /// <summary>The seller.</summary>
    public required string SellerId { get; init; }

    /// <summary>The package that it goes in.</summary>
    public required string PackageId { get; init; }

    /// <summary>Where the package is; absent where the order never came to be paid.</summary>
    public PackageStatus? Status { get; init; }

    /// <summary>What the seller's lines cost.</summary>
    public required Money Total { get; init; }
}
