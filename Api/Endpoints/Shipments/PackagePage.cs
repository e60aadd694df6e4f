namespace Marketplace.Api.Endpoints.Shipments;

/// <summary>A page of packages.</summary>
/// <param name="Items">The packages.</param>
/// <param name="Next">The cursor of the next page; absent at the end.</param>
/// <param name="AsOf">The version of the seller's shipments that this page is of.</param>
internal sealed record PackagePage(IReadOnlyList<PackageReply> Items, string? Next, long AsOf);
