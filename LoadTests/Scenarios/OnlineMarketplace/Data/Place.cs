namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

/// <summary>Where someone lives.</summary>
internal sealed record Place(string City, string State, string ZipCode);
