namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Orders by what became of them, as far as it is checked.</summary>
/// <param name="Paid">Orders that were paid and not taken back, delivered ones included.</param>
internal sealed record OrderFigures(long Paid);
