namespace Marketplace.Crash.Tests.Checks;

/// <summary>One seller's part of an order.</summary>
/// <param name="SellerId">The seller.</param>
/// <param name="PackageId">Its package.</param>
/// <param name="Status">Where the package is; null where the order was never paid.</param>
/// <param name="Total">What it costs.</param>
/// <param name="Units">How many units it has.</param>
internal sealed record OrderPart(string SellerId, string PackageId, string? Status, decimal Total, long Units)
{
    /// <summary>Whether its seller still has it to deliver.</summary>
    public bool IsOpen => Status is "readyToShip" or "shipped";

    /// <summary>Whether its units are back in stock and its price repaid.</summary>
    public bool IsWithdrawn => Status is "withdrawn";
}
