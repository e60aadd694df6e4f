using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Sellers;
using Orleans.Concurrency;

namespace Marketplace.Grains.Sellers;

/// <inheritdoc cref="ISellerGrain"/>
[GrainType("seller")]
[Reentrant]
internal sealed class SellerGrain([Entity] IEntity<Seller> entity, IGrainContext context) : Grain, ISellerGrain
{
    private readonly string _sellerId = KeySpace.Split(context.GrainId.Key.ToString()!).Id;

    public async Task<Outcome<Seller>> PutAsync(PutSeller command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return await entity.RunAsync((_sellerId, command), SellerRules.Put);
    }

    public async Task<Outcome<Seller>> PatchAsync(PatchSeller command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return await entity.RunAsync(command, SellerRules.Patch);
    }

    public Task<Seller?> GetAsync() => Task.FromResult(entity.State);
}
