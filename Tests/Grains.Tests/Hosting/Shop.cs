using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Tests.Common;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Hosting;

/// <summary>What is done in a shop, by the words a test reads by. Payments go as their plan says.</summary>
internal sealed class Shop
{
    public Shop(GrainsFixture fixture)
    {
        Fixture = fixture;
        PaymentPlans.Apply(fixture.Gateway);
    }

    public GrainsFixture Fixture { get; }

    public IGrainFactory Grains => Fixture.Grains;

    public ICartGrain Cart(string id) => Grains.GetGrain<ICartGrain>(id);

    public IOrderGrain Order(string id) => Grains.GetGrain<IOrderGrain>(id);

    public IStockGrain Stock(string product) => Grains.GetGrain<IStockGrain>($"{SellerOf(product)}/{product}");

    public IShipmentsGrain Shipments(string sellerId) => Grains.GetGrain<IShipmentsGrain>(sellerId);

    public IVoucherGrain Voucher(string id) => Grains.GetGrain<IVoucherGrain>(id);

    public async Task IssueAsync(string voucher, VoucherTerms terms)
        => Assert.True((await Voucher(voucher).PutAsync(new PutVoucher(terms, Precondition.None))).Succeeded);

    /// <summary>Every product has a seller of its own, named by its first letter.</summary>
    public static string SellerOf(string product) => "seller-" + product[0];

    public async Task OfferAsync(string product, long units, decimal price = 10m)
    {
        var put = new PutProduct { ProductId = product, Name = product, Price = Samples.Brl(price), Freight = Samples.Brl(1) };
        Assert.True((await Grains.GetGrain<ICatalogGrain>(SellerOf(product)).PutAsync(put)).Succeeded);
        Assert.True((await Stock(product).SetAsync(new SetStock { OnHand = units })).Succeeded);
    }

    public async Task<bool> AddAsync(string cart, string product, int quantity = 1)
        => await Cart(cart).AddItemAsync(new AddCartItem
        {
            SellerId = SellerOf(product),
            ProductId = product,
            Quantity = quantity,
            Voucher = Samples.Brl(0),
        }) is null;

    public Task<CheckoutAnswer> CheckOutAsync(
        string cart,
        string key,
        string plan = PaymentPlans.Approve,
        CheckoutConsent consent = CheckoutConsent.Explicit,
        long? cartVersion = null,
        params string[] vouchers)
        => Cart(cart).CheckoutAsync(new CheckoutCart
        {
            Key = Samples.Key(key),
            CustomerId = "ana",
            ShipTo = Samples.Address,
            Payment = Samples.Card(plan),
            Consent = consent,
            CartVersion = cartVersion,
            Vouchers = [.. vouchers],
        });

    public Task<Outcome<OrderView>> CancelAsync(string order, string key = "cancel")
        => Order(order).CancelAsync(new CancelOrder(null, Samples.Key(key)));

    /// <summary>Has a grain leave memory: what it knew beside its entity is gone.</summary>
    public static async Task ForgetAsync(IGrain grain)
    {
        try
        {
            await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        }
        catch (OrleansMessageRejectionException)
        {
            // It is leaving already, and so is the one after it.
        }
    }

    public async Task<List<OrderView>> OrdersAsync()
    {
        var orders = new List<OrderView>();
        await foreach (var stored in Fixture.Services.GetRequiredService<IEntityStore>().ScanAsync("order"))
        {
            if (await Grains.GetGrain<IOrderGrain>(stored.Key.Id).GetAsync() is { } order)
                orders.Add(order);
        }

        return orders;
    }
}
