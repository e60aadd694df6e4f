using Marketplace.Grains.Interfaces.Catalog.Queries;

namespace Marketplace.Api.Endpoints.Catalog;

/// <summary>A product in a list.</summary>
/// <param name="Product">The product.</param>
/// <param name="InStock">Whether any unit is free.</param>
internal sealed record ProductListItem(ProductReply Product, bool InStock)
{
    public static ProductListItem Of(ListedProduct listed) => new(ProductReply.Of(listed.Product), listed.InStock);
}
