namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>An invariant that the server itself finds broken.</summary>
internal sealed record InvariantViolation(string Invariant, string Detail);
