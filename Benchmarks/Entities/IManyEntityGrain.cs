namespace Marketplace.Benchmarks.Entities;

[Alias("benchmarks.IManyEntityGrain")]
public interface IManyEntityGrain : IGrainWithStringKey
{
    /// <summary>Changes the entity durably; then the grain is deactivated.</summary>
    [Alias("Change")]
    ValueTask<int> ChangeAsync();
}
