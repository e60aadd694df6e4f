using Marketplace.Grains.Interfaces.Common;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Marketplace.Grains.Interfaces.Orders.Vouchers;

/// <summary>
/// A voucher. Each order that uses it is counted once, from before it pays until it ends without goods, however often a message is
/// repeated, late or overtaken. Key: the voucher's id in its <see cref="KeySpace"/>.
/// </summary>
[Alias("voucher-grain")]
[Version(1)]
public interface IVoucherGrain : IGrainWithStringKey
{
    /// <summary>Makes the voucher, or replaces its terms. Orders that use it keep what it took off.</summary>
    [Alias("Put")]
    Task<Outcome<Voucher>> PutAsync(PutVoucher command);

    /// <summary>The voucher; null when there is none.</summary>
    [Alias("Get")]
    Task<Voucher?> GetAsync();

    /// <summary>Counts an order that is about to pay. Answers why it may not use the voucher, or null when it does.</summary>
    [Alias("Use")]
    Task<Refusal?> UseAsync(UseVoucher command);

    /// <summary>Tells that the order is paid: a hint that may be lost, since the voucher asks orders of which it has not heard.</summary>
    [OneWay]
    [Alias("Keep")]
    Task KeepAsync(string orderKey);

    /// <summary>Gives an order's use back, or forbids it when it has not come yet. Durable when it answers.</summary>
    [Alias("Release")]
    Task ReleaseAsync(string orderKey);
}
