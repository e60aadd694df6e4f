using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Orleans.Concurrency;

namespace Marketplace.Grains.Catalog;

/// <inheritdoc cref="ICatalogGrain"/>
[GrainType("catalog")]
[Reentrant]
internal sealed class CatalogGrain : Grain, ICatalogGrain
{
    // Products with the longest texts that a commit can take.
    private const int SeededAtOnce = 64;

    private readonly IEntity<CatalogHead> _entity;
    private readonly KeySpace _space;
    private readonly string _sellerId;
    private Task? _seeding;

    public CatalogGrain([Entity] IEntity<CatalogHead> entity, IGrainContext context)
    {
        _entity = entity;
        (_space, _sellerId) = KeySpace.Split(context.GrainId.Key.ToString()!);
    }

    public async Task<Outcome<Product>> PutAsync(PutProduct command)
    {
        ArgumentNullException.ThrowIfNull(command);
        await SeedAsync();
        return await _entity.RunAsync((_sellerId, command), CatalogRules.Put, [CatalogRows.Products.Row(command.ProductId)]);
    }

    public async Task<Outcome<Product>> PatchAsync(PatchProduct command)
    {
        ArgumentNullException.ThrowIfNull(command);
        await SeedAsync();
        return await _entity.RunAsync(command, CatalogRules.Patch, [CatalogRows.Products.Row(command.ProductId)]);
    }

    public async Task<Outcome<Product>> ChangePriceAsync(string productId, Money price, Precondition precondition)
    {
        await SeedAsync();
        return await _entity.RunAsync(
            (productId, price, precondition), CatalogRules.ChangePrice, [CatalogRows.Products.Row(productId)]);
    }

    public async Task<Outcome<Product>> RemoveAsync(string productId, Precondition precondition)
    {
        await SeedAsync();
        return await _entity.RunAsync((productId, precondition), CatalogRules.Remove, [CatalogRows.Products.Row(productId)]);
    }

    public async Task<Product?> GetAsync(string productId)
    {
        await SeedAsync();
        return await _entity.ReadRowAsync(CatalogRows.Products, productId);
    }

    public async Task<CatalogSlice> GetManyAsync(ImmutableArray<string> productIds)
    {
        await SeedAsync();
        return await _entity.RunAsync(
            productIds, CatalogRules.Slice, [.. productIds.Select(productId => CatalogRows.Products.Row(productId))]);
    }

    public async Task<CatalogSlice> ListAsync(string? after, int limit)
    {
        await SeedAsync();
        var view = await _entity.ReadRangeAsync(CatalogRows.Products, after, limit);
        return new(view.State?.Revision ?? 0, [.. view.Rows.Select(row => row.Value)]);
    }

    /// <summary>In a later generation: copies what was loaded, at the first touch, once.</summary>
    private ValueTask SeedAsync()
    {
        if (!_space.HasTemplate || _entity.State is { IsSeeded: true })
            return ValueTask.CompletedTask;

        // One that failed is tried again by the next caller.
        if (_seeding is null or { IsCompleted: true })
            _seeding = CopyAsync();
        return new(_seeding);
    }

    private async Task CopyAsync()
    {
        var loaded = GrainFactory.At<ICatalogGrain>(_space.Loaded.Key(_sellerId));
        while (_entity.State is not { IsSeeded: true })
        {
            var after = _entity.State?.SeededTo;
            var page = await loaded.ListAsync(after, SeededAtOnce);
            await _entity.RunAsync((after, page, page.Products.Length < SeededAtOnce), CatalogRules.Seed);
        }
    }
}
