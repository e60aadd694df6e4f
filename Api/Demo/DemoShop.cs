using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;
using Marketplace.Grains.Interfaces.Sellers;
using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Api.Demo;

/// <summary>A small shop to begin with. Putting it in again changes nothing: what is there stays as it was made of.</summary>
internal sealed class DemoShop(IGrainFactory grains)
{
    public const string Customer = "ana";
    public const string Seller = "lumen";
    public const string Product = "desk-lamp";

    private const string Currency = "BRL";

    private static readonly (string Id, string Name, string City)[] Sellers =
    [
        (Seller, "Lumen", "São Paulo"), ("forno", "Forno & Filhos", "Porto Alegre"), ("papelaria", "Papelaria Aurora", "Recife"),
    ];

    private static readonly DemoProduct[] Products =
    [
        new(Seller, Product, "Desk lamp, brass", "Light", 189.90m, 18.00m, 40),
        new(Seller, "floor-lamp", "Floor lamp, oak", "Light", 499.00m, 45.50m, 12),
        new(Seller, "bulb-e27", "LED bulb E27, warm white", "Light", 24.90m, 4.00m, 500),
        new("forno", "stone-oven", "Pizza stone, 38 cm", "Kitchen", 149.00m, 22.90m, 25),
        new("forno", "bread-knife", "Bread knife", "Kitchen", 89.50m, 9.90m, 60),
        new("papelaria", "notebook-a5", "Notebook A5, dotted", "Stationery", 39.90m, 6.50m, 200),
        new("papelaria", "fountain-pen", "Fountain pen, fine", "Stationery", 219.00m, 8.00m, 1),
    ];

    public async Task OpenAsync()
    {
        foreach (var (id, name, city) in Sellers)
        {
            await grains.At<ISellerGrain>(id).PutAsync(new PutSeller
            {
                Name = name,
                Address = new Address { Name = name, Street = "Rua das Flores 1", City = city, Country = "BR" },
                Precondition = Precondition.MustBeAbsent,
            });
        }

        await Task.WhenAll(Products.Select(PutAsync));
        await grains.At<ICustomerGrain>(Customer).PutAsync(new PutCustomer
        {
            Name = "Ana Lima",
            Email = "ana@example.com",
            Address = new Address { Name = "Ana Lima", Street = "Avenida Central 7", City = "Curitiba", PostalCode = "80010-000", Country = "BR" },
            Precondition = Precondition.MustBeAbsent,
        });
    }

    private async Task PutAsync(DemoProduct product)
    {
        await grains.At<ICatalogGrain>(product.SellerId).PutAsync(new PutProduct
        {
            ProductId = product.Id,
            Name = product.Name,
            Category = product.Category,
            Price = new Money(product.Price, Currency),
            Freight = new Money(product.Freight, Currency),
            Precondition = Precondition.MustBeAbsent,
        });
        await grains.At<IStockGrain>(KeySpace.Business.Key(product.SellerId, product.Id)).SetAsync(new SetStock
        {
            OnHand = product.Units,
            Precondition = Precondition.MustBeAbsent,
        });
    }
}
