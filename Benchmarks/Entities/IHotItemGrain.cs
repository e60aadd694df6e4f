namespace Marketplace.Benchmarks.Entities;

[Alias("benchmarks.IHotItemGrain")]
public interface IHotItemGrain : IGrainWithStringKey
{
    /// <summary>Takes units for an order's line; a repetition takes none.</summary>
    [Alias("Reserve")]
    ValueTask<int> ReserveAsync(string line, int units);
}
