using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Shipments;

namespace Marketplace.Grains.Orders;

/// <summary>What an order asks of its sellers.</summary>
internal sealed class SellerCalls(OrderNames names, OrderServices services, IGrainFactory grains)
{
    /// <summary>Asks each seller to take its package back. Null when one has to be asked again.</summary>
    public async Task<(ImmutableArray<string> Sellers, bool IsAll)?> WithdrawAsync(OrderState state)
    {
        var lines = state.Lines();
        var sellers = PackageSplit.SellersOf(lines);
        var answers = await Task.WhenAll(sellers.Select(seller => WithdrawAsync(seller, PackageSplit.PartOf(
            names.OrderId, state.Placed!.CustomerId, lines, state.Placed.ShipTo, seller, state.PaidAt!.Value))));
        if (answers.Contains(null))
            return null;
        var withdrawn = sellers.Where((_, place) => answers[place] == WithdrawStatus.Withdrawn).ToImmutableArray();
        return (withdrawn, withdrawn.Length == sellers.Count);
    }

    private async Task<WithdrawStatus?> WithdrawAsync(string sellerId, PaidOrder part)
    {
        try
        {
            return await grains.At<IShipmentsGrain>(names.Space.Key(sellerId)).WithdrawAsync(part);
        }
#pragma warning disable CA1031 // Whatever it was, the seller is asked again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.SellerSilent(services.Logger, names.OrderId, sellerId, exception);
            return null;
        }
    }
}
