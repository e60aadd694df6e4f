using Marketplace.Grains.Interfaces.Common;
using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>
/// One order: the durable process from a cart's checkout to payment or to an end without goods. It always ends.
/// Key: <see cref="PublicId.OfOrder"/> in its <see cref="KeySpace"/>.
/// </summary>
[Alias("order")]
[Version(2)]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes the checkout in and goes on until it is paid, ended, or the payment's fate is unknown for now. All callers with the
    /// same key await the one process.
    /// </summary>
    /// <returns>The order; or a refusal when the key or the payload is another's, or the order is never to be.</returns>
    [Alias("Checkout")]
    Task<Outcome<OrderView>> CheckoutAsync(PlaceOrder command);

    /// <summary>Awaits what a running checkout is at: the order as it is then; null when it was never placed.</summary>
    [Alias("Join")]
    Task<OrderView?> JoinAsync();

    /// <summary>The order; null when it was never placed.</summary>
    [Alias("Get")]
    Task<OrderView?> GetAsync();

    /// <summary>
    /// Ends it without goods where nothing is shipped. Where some sellers have shipped, the others' parts are taken back and repaid
    /// and the order stays paid; where all have, it is refused. Running until the payment is voided or repaid.
    /// </summary>
    [Alias("Cancel")]
    Task<Outcome<OrderView>> CancelAsync(CancelOrder command);

    /// <summary>Has its open work tried now, where it would be tried later. Without effect on an order that has none.</summary>
    [Alias("Push")]
    Task PushAsync();

    /// <summary>Tells the cart. An absent order becomes 'never' first, durably.</summary>
    [Alias("FateForCart")]
    Task<OrderNews> FateForCartAsync();

    /// <summary>Tells an item of stock about a line. An absent order becomes 'never' first, durably.</summary>
    [Alias("FateOfLine")]
    Task<LineFate> FateOfLineAsync(int line);

    /// <summary>Tells a voucher about its use. An absent order becomes 'never' first, durably.</summary>
    [Alias("FateOfVoucher")]
    Task<LineFate> FateOfVoucherAsync(string voucherId);
}
