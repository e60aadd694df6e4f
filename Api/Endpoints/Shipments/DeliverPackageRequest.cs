namespace Marketplace.Api.Endpoints.Shipments;

/// <summary>Says that a package was delivered. It has no members yet: an empty object.</summary>
internal sealed record DeliverPackageRequest;
