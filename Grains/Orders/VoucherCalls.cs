using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Orders;

/// <summary>What an order asks of its vouchers: all at once, each under the order's own key, so that everything may be repeated.</summary>
internal sealed class VoucherCalls(OrderNames names, OrderServices services, IGrainFactory grains)
{
    private const int MaxTries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Somebody waits for the answer of the checkout, as for stock's.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Uses what the order was priced with. Empty when it is counted at each.</summary>
    public async ValueTask<ImmutableArray<VoucherProblem>> UseAllAsync(OrderState state)
    {
        var vouchers = state.Vouchers;
        if (vouchers.IsEmpty)
            return [];
        var codes = await Task.WhenAll(vouchers.Select(UseAsync));
        return
        [
            .. vouchers
                .Select((voucher, place) => codes[place] is { } code ? new VoucherProblem(place, voucher.VoucherId, code) : null)
                .OfType<VoucherProblem>(),
        ];
    }

    /// <summary>Tells them that the order is paid. Who misses it asks.</summary>
    public void Keep(OrderState state)
    {
        foreach (var voucher in state.Vouchers)
            VoucherOf(voucher).KeepAsync(names.Key).Ignore();
    }

    /// <summary>Gives every use back, the refused ones too: one may still be on its way. False when one has to be tried again.</summary>
    public async ValueTask<bool> ReleaseAllAsync(OrderState state)
    {
        if (state.Vouchers.IsEmpty)
            return true;
        var released = await Task.WhenAll(state.Vouchers.Select(ReleaseAsync));
        return released.All(isReleased => isReleased);
    }

    private async Task<string?> UseAsync(OrderVoucher voucher)
    {
        var command = new UseVoucher(names.Key, voucher.Version);
        for (var tried = 1; ; tried++)
        {
            try
            {
                return (await VoucherOf(voucher).UseAsync(command).WaitAsync(Patience, services.Time))?.Code;
            }
#pragma warning disable CA1031 // A call that failed may have had its effect: the same id is asked again, and given back in the end.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                OrderLog.VoucherSilent(services.Logger, names.OrderId, voucher.VoucherId, exception);
                if (tried == MaxTries)
                    return RefusalCodes.VoucherUnreachable;
            }

            await Task.Delay(Pause * tried, services.Time);
        }
    }

    private async Task<bool> ReleaseAsync(OrderVoucher voucher)
    {
        try
        {
            await VoucherOf(voucher).ReleaseAsync(names.Key);
            return true;
        }
#pragma warning disable CA1031 // Whatever it was, it is tried again; the order stays open till it is done.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.VoucherSilent(services.Logger, names.OrderId, voucher.VoucherId, exception);
            return false;
        }
    }

    private IVoucherGrain VoucherOf(OrderVoucher voucher) => grains.At<IVoucherGrain>(names.Space.Key(voucher.VoucherId));
}
