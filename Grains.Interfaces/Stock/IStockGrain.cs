using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Marketplace.Grains.Interfaces.Stock;

/// <summary>
/// The stock of one product. Reservations carry (order, line), so that each unit comes and goes once however often a message is
/// repeated, late or overtaken. Key: <c>{seller}/{product}</c> in its <see cref="KeySpace"/>.
/// </summary>
[Alias("stock")]
[Version(1)]
public interface IStockGrain : IGrainWithStringKey
{
    /// <summary>States how many units there are; makes the item.</summary>
    [Alias("Set")]
    Task<Outcome<StockLevel>> SetAsync(SetStock command);

    /// <summary>Adds or takes away units.</summary>
    [Alias("Adjust")]
    Task<Outcome<StockLevel>> AdjustAsync(AdjustStock command);

    /// <summary>How much there is; null when there is no such item.</summary>
    [Alias("Get")]
    Task<StockLevel?> GetAsync();

    /// <summary>Living reservations in key order, after a row key (exclusive; null: from the first).</summary>
    [Alias("Reservations")]
    Task<ImmutableArray<ReservationView>> ReservationsAsync(string? after, int limit);

    /// <summary>Holds units for a line of an order.</summary>
    [Alias("Reserve")]
    Task<ReserveAnswer> ReserveAsync(Reserve command);

    /// <summary>Tells that the order is paid: a hint that may be lost, since the item asks the order about what stays reserved.</summary>
    [OneWay]
    [Alias("Confirm")]
    Task ConfirmAsync(string orderKey, int line);

    /// <summary>Gives a line's units back, or forbids its reservation when that has not come yet. Durable when it answers; a sold line is left alone.</summary>
    [Alias("Release")]
    Task ReleaseAsync(string orderKey, int line);

    /// <summary>
    /// Takes sold units of a line back into stock, once a line. Needs no old reservation; where the line is still reserved, its
    /// confirmation having been lost, the reservation ends instead. A confirmation that comes later has no effect.
    /// </summary>
    [Alias("Return")]
    Task ReturnAsync(string orderKey, int line, int units);

    /// <summary>Tells of the product's changes, in order.</summary>
    [Alias("ProductChanged")]
    Task ProductChangedAsync(ImmutableArray<ProductNews> news);
}
