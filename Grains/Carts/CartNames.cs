using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Carts;

/// <summary>What a cart is called, and what its orders are.</summary>
internal sealed class CartNames
{
    private readonly IGrainFactory _grains;

    public CartNames(string key, IGrainFactory grains)
    {
        (Key, _grains) = (key, grains);
        (Space, CartId) = KeySpace.Split(key);
    }

    public string Key { get; }

    public KeySpace Space { get; }

    public string CartId { get; }

    public string OrderIdOf(long checkout) => PublicId.OfOrder(Key, checkout);

    public IVoucherGrain Voucher(string voucherId) => _grains.At<IVoucherGrain>(Space.Key(voucherId));

    public IOrderGrain OrderOf(long checkout) => _grains.At<IOrderGrain>(Space.Key(OrderIdOf(checkout)));
}
