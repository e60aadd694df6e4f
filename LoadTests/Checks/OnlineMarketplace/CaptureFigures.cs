namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Payments captured at the gateway.</summary>
internal sealed record CaptureFigures(long Count);
