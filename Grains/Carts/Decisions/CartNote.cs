namespace Marketplace.Grains.Carts.Decisions;

/// <summary>An offer that the buyer is being told of.</summary>
internal sealed record CartNote(string RowKey, Offer Offer);
