namespace Marketplace.Crash.Tests.Shop;

/// <summary>One checkout under the benchmark's prefix, as its driver saw it end.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Transaction">The driver's transaction, the same in every try.</param>
/// <param name="Status">The answer's status.</param>
internal sealed record BenchmarkCheckout(int CustomerId, string Transaction, int Status);
