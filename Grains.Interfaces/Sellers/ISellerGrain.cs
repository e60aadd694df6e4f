using Marketplace.Grains.Interfaces.Common;
using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Sellers;

/// <summary>A seller. Key: the seller's id in its <see cref="KeySpace"/>.</summary>
[Alias("seller-grain")]
[Version(1)]
public interface ISellerGrain : IGrainWithStringKey
{
    /// <summary>Makes or replaces the seller.</summary>
    [Alias("Put")]
    Task<Outcome<Seller>> PutAsync(PutSeller command);

    /// <summary>Changes some of what is known.</summary>
    [Alias("Patch")]
    Task<Outcome<Seller>> PatchAsync(PatchSeller command);

    /// <summary>The seller; null when there is none.</summary>
    [Alias("Get")]
    Task<Seller?> GetAsync();
}
