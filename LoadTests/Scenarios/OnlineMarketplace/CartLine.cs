using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>An item that a customer means to put into a cart.</summary>
/// <param name="Item">Which.</param>
/// <param name="Quantity">How many.</param>
/// <param name="HasVoucher">Whether with a voucher of a tenth of the price.</param>
internal readonly record struct CartLine(CatalogueItem Item, int Quantity, bool HasVoucher);
