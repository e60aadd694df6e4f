using System.Collections.Immutable;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Catalog;

/// <summary>Changes of a catalogue. Each gets the seller's next revision and tells of itself by one event.</summary>
internal static class CatalogRules
{
    public static Outcome<Product> Put(IDraft<CatalogHead> draft, (string SellerId, PutProduct Command) argument)
    {
        var (sellerId, command) = argument;
        var present = draft.Get(CatalogRows.Products, command.ProductId);
        if (command.Precondition.Check(present is { Status: not ProductStatus.Removed } ? present.Revision : null) is { } unmet)
            return unmet;
        if (PriceRules.Check(command.Price, command.Freight) is { } refusal)
            return refusal;
        if (command.Status is not (ProductStatus.Active or ProductStatus.Paused))
            return new Refusal(RefusalCodes.ValueInvalid, "A product is put as active or paused.", "status");

        var revision = NextRevision(draft);
        var product = new Product
        {
            SellerId = sellerId,
            ProductId = command.ProductId,
            Name = command.Name,
            Category = command.Category,
            Sku = command.Sku,
            Description = command.Description,
            Price = command.Price,
            Freight = command.Freight,
            Status = command.Status,
            Label = command.Label,
            Revision = revision,
            ReplacedAt = revision,
            OfferedAt = revision,
            UpdatedAt = draft.Now,
        };
        Store(draft, product);
        draft.Emit(new ProductPut(product));
        return product;
    }

    public static Outcome<Product> Patch(IDraft<CatalogHead> draft, PatchProduct command)
    {
        if (Find(draft, command.ProductId, command.Precondition, out var present) is { } unmet)
            return unmet;
        if (command.Status is not (null or ProductStatus.Active or ProductStatus.Paused))
            return new Refusal(RefusalCodes.ValueInvalid, "A product is active or paused; it is taken away by removing it.", "status");

        var next = present with
        {
            Name = command.Name ?? present.Name,
            Category = TextChange.Apply(command.Category, present.Category),
            Sku = TextChange.Apply(command.Sku, present.Sku),
            Description = TextChange.Apply(command.Description, present.Description),
            Price = command.Price ?? present.Price,
            Freight = command.Freight ?? present.Freight,
            Status = command.Status ?? present.Status,
        };
        return PriceRules.Check(next.Price, next.Freight) is { } refusal ? refusal : Change(draft, present, next);
    }

    public static Outcome<Product> ChangePrice(
        IDraft<CatalogHead> draft, (string ProductId, Money Price, Precondition Precondition) argument)
    {
        if (Find(draft, argument.ProductId, argument.Precondition, out var present) is { } unmet)
            return unmet;
        return PriceRules.Check(argument.Price, present.Freight) is { } refusal
            ? refusal
            : Change(draft, present, present with { Price = argument.Price });
    }

    public static Outcome<Product> Remove(IDraft<CatalogHead> draft, (string ProductId, Precondition Precondition) argument)
    {
        var (productId, precondition) = argument;
        if (draft.Get(CatalogRows.Products, productId) is { Status: ProductStatus.Removed } gone)
            return gone;
        if (Find(draft, productId, precondition, out var present) is { } unmet)
            return unmet;

        var revision = NextRevision(draft);
        var product = present with
        {
            Status = ProductStatus.Removed,
            Revision = revision,
            OfferedAt = revision,
            UpdatedAt = draft.Now,
        };
        Store(draft, product);
        draft.Emit(new ProductRemoved(product));
        return product;
    }

    /// <summary>Products as of one revision, which is as new as any that anybody can have seen.</summary>
    public static CatalogSlice Slice(IDraft<CatalogHead> draft, ImmutableArray<string> productIds)
    {
        var products = ImmutableArray.CreateBuilder<Product>(productIds.Length);
        foreach (var productId in productIds)
        {
            if (draft.Get(CatalogRows.Products, productId) is { } product)
                products.Add(product);
        }

        return new(draft.State?.Revision ?? 0, products.DrainToImmutable());
    }

    /// <summary>Copies some products of the loaded generation.</summary>
    public static bool Seed(IDraft<CatalogHead> draft, (string? After, CatalogSlice Page, bool IsLast) argument)
    {
        var (after, page, isLast) = argument;
        var head = draft.State ?? new CatalogHead(0);
        if (head.IsSeeded || head.SeededTo != after)
            return false;
        foreach (var product in page.Products)
            draft.Put(CatalogRows.Products, product.ProductId, product with { Label = KeySpaceTemplate.Label });
        draft.State = new(
            Math.Max(head.Revision, page.Revision), page.Products.IsEmpty ? after : page.Products[^1].ProductId, isLast);
        return true;
    }

    private static Product Change(IDraft<CatalogHead> draft, Product present, Product next)
    {
        if (next == present)
            return present;

        var revision = NextRevision(draft);
        var isOffer = next.Price != present.Price || next.Freight != present.Freight || next.Status != present.Status;
        var isPriceOnly = next == present with { Price = next.Price };
        next = next with { Revision = revision, OfferedAt = isOffer ? revision : present.OfferedAt, UpdatedAt = draft.Now };
        Store(draft, next);
        if (isPriceOnly)
            draft.Emit(new ProductPriceChanged(next));
        else
            draft.Emit(new ProductPut(next));
        return next;
    }

    private static Refusal? Find(IDraft<CatalogHead> draft, string productId, Precondition precondition, out Product present)
    {
        present = draft.Get(CatalogRows.Products, productId)!;
        return present is { Status: not ProductStatus.Removed }
            ? precondition.Check(present.Revision)
            : new Refusal(RefusalCodes.NotFound, "There is no such product.", "productId");
    }

    private static long NextRevision(IDraft<CatalogHead> draft) => (draft.State?.Revision ?? 0) + 1;

    private static void Store(IDraft<CatalogHead> draft, Product product)
    {
        draft.Put(CatalogRows.Products, product.ProductId, product);
        draft.State = (draft.State ?? new CatalogHead(0)) with { Revision = product.Revision };
    }
}
