namespace Marketplace.LoadTests.Measurement;

/// <summary>A kind of request that is measured on its own.</summary>
/// <param name="Index">Its place among the operations of its scenario, from 0.</param>
/// <param name="Name">Its name in reports and thresholds.</param>
/// <param name="IsTransaction">Whether it counts in the throughput, or is a step on the way to one that does.</param>
internal sealed record Operation(int Index, string Name, bool IsTransaction);
