namespace Marketplace.Api.Endpoints.Catalog;

/// <summary>A page of products.</summary>
/// <param name="Items">The products.</param>
/// <param name="Next">The cursor of the next page; absent at the end.</param>
/// <param name="AsOf">When the newest change happened that the list has seen.</param>
internal sealed record ProductPage(IReadOnlyList<ProductListItem> Items, string? Next, DateTimeOffset? AsOf);
