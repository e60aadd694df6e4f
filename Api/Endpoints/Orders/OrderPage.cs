namespace Marketplace.Api.Endpoints.Orders;

/// <summary>A page of orders.</summary>
/// <param name="Items">The orders.</param>
/// <param name="Next">The cursor of the next page; absent at the end.</param>
/// <param name="AsOf">When the newest change happened that the list has seen.</param>
internal sealed record OrderPage(IReadOnlyList<OrderListItem> Items, string? Next, DateTimeOffset? AsOf);
