using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>Puts an order together with its packages: each is its seller's to tell.</summary>
internal sealed class OrderReader(IGrainFactory grains)
{
    /// <summary>The order, or null when there is none.</summary>
    public async Task<OrderView?> FindAsync(string orderId)
        => await grains.At<IOrderGrain>(orderId).GetAsync() is { } order && order.Status != OrderStatus.Never ? order : null;

    /// <summary>An order's packages in its sellers' order; null where a seller has not been told yet.</summary>
    public async Task<Package?[]> PackagesAsync(OrderView order)
    {
        if (order.PaidAt is null)
            return [];
        var sellers = order.Sellers();
        var reads = new Task<Package?>[sellers.Length];
        for (var place = 0; place < reads.Length; place++)
            reads[place] = grains.At<IShipmentsGrain>(sellers[place]).GetPackageAsync(PublicId.OfPackage(order.OrderId, place));
        return await Task.WhenAll(reads);
    }
}
