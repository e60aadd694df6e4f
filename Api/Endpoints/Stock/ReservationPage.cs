namespace Marketplace.Api.Endpoints.Stock;

/// <summary>A page of reservations.</summary>
/// <param name="Items">The reservations.</param>
/// <param name="Next">The cursor of the next page; absent at the end.</param>
internal sealed record ReservationPage(IReadOnlyList<ReservationReply> Items, string? Next);
