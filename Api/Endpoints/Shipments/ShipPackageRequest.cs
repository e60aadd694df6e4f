namespace Marketplace.Api.Endpoints.Shipments;

/// <summary>Hands a package to a carrier.</summary>
internal sealed record ShipPackageRequest
{
    /// <summary>Who carries it, up to 100 characters.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number for it, up to 100 characters.</summary>
    public string? TrackingNumber { get; init; }
}
