namespace Marketplace.Grains.Interfaces.Shipments;

/// <summary>What became of taking a package back.</summary>
public enum WithdrawStatus
{
    /// <summary>It will not be shipped; or it was not there yet and will never be.</summary>
    Withdrawn,

    /// <summary>It is shipped or delivered: too late.</summary>
    Shipped,
}
