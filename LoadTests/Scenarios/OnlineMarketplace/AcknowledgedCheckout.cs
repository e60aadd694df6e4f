namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>A checkout that the server has acknowledged.</summary>
/// <param name="Transaction">Its id.</param>
/// <param name="Customer">Whose it is.</param>
/// <param name="Items">What the visit's acknowledged additions put into the cart.</param>
/// <param name="IsExact">Whether those are certainly all that was in the cart.</param>
internal sealed record AcknowledgedCheckout(long Transaction, int Customer, OrderedItem[] Items, bool IsExact);
