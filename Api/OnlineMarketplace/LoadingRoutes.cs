using Marketplace.Api.Http;
using Marketplace.Api.OnlineMarketplace.Documents;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;
using Marketplace.Grains.Interfaces.Sellers;
using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>What is loaded before a run, in any order, and emptied between runs.</summary>
internal sealed class LoadingRoutes(IGrainFactory grains, OnlineMarketplaceSpace spaces)
{
    public async Task SellerAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http, SnakeCaseJson.Default.SellerDocument);
        var name = DocumentChecks.Text("name", body.Name) ?? "-";
        var outcome = await grains.At<ISellerGrain>(await LoadedKeyAsync(body.Id)).PutAsync(new PutSeller
        {
            Name = name,
            CompanyName = DocumentChecks.Text("company_name", body.CompanyName),
            Email = DocumentChecks.Text("email", body.Email),
            Phone = DocumentChecks.Text("phone", body.Phone),
            Address = AddressOf(name, body.Address, body.Complement, body.City, body.State, body.ZipCode),
        });
        EmptyAnswers.Answer(http, outcome.Refusal, StatusCodes.Status200OK);
    }

    public async Task CustomerAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http, SnakeCaseJson.Default.CustomerDocument);
        var name = DocumentChecks.Text("first_name", $"{body.FirstName} {body.LastName}".Trim()) ?? "-";
        var outcome = await grains.At<ICustomerGrain>(await LoadedKeyAsync(body.Id)).PutAsync(new PutCustomer
        {
            Name = name,
            Address = AddressOf(name, body.Address, body.Complement, body.City, body.State, body.ZipCode),
        });
        EmptyAnswers.Answer(http, outcome.Refusal, StatusCodes.Status200OK);
    }

    public async Task ProductAsync(HttpContext http)
        => EmptyAnswers.Answer(http, await PutProductAsync(http), StatusCodes.Status200OK);

    public async Task ReplaceProductAsync(HttpContext http)
        => EmptyAnswers.Answer(http, await PutProductAsync(http), StatusCodes.Status202Accepted);

    public async Task StockAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http, SnakeCaseJson.Default.StockDocument);
        var key = (await spaces.GetAsync()).Key(DocumentChecks.Id("seller_id", body.SellerId), DocumentChecks.Id("product_id", body.ProductId));
        var outcome = await grains.At<IStockGrain>(key).SetAsync(new SetStock
        {
            OnHand = DocumentChecks.Number("qty_available", body.QtyAvailable, 0, 1_000_000_000_000),
            Label = DocumentChecks.Text("version", body.Version),
        });
        EmptyAnswers.Answer(http, outcome.Refusal, StatusCodes.Status200OK);
    }

    public Task ResetAsync(HttpContext http) => spaces.ResetAsync();

    public Task ClearAsync(HttpContext http) => spaces.ClearAsync();

    private async Task<Refusal?> PutProductAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http, SnakeCaseJson.Default.ProductDocument);
        var key = (await spaces.GetAsync()).Key(DocumentChecks.Id("seller_id", body.SellerId));
        var outcome = await grains.At<ICatalogGrain>(key).PutAsync(new PutProduct
        {
            ProductId = DocumentChecks.Id("product_id", body.ProductId),
            Name = DocumentChecks.Text("name", body.Name) ?? "-",
            Category = DocumentChecks.Text("category", body.Category),
            Sku = DocumentChecks.Text("sku", body.Sku),
            Description = DocumentChecks.Text("description", body.Description),
            Price = DocumentChecks.Amount("price", body.Price),
            Freight = DocumentChecks.Amount("freight_value", body.FreightValue),
            Label = DocumentChecks.Text("version", body.Version),
        });
        return outcome.Refusal;
    }

    private async ValueTask<string> LoadedKeyAsync(int? id) => (await spaces.GetAsync()).Loaded.Key(DocumentChecks.Id("id", id));

    private static Address AddressOf(string name, string? street, string? complement, string? city, string? state, string? zipCode) => new()
    {
        Name = name,
        Street = DocumentChecks.Text("address", street) ?? "-",
        Complement = DocumentChecks.Text("complement", complement),
        City = DocumentChecks.Text("city", city) ?? "-",
        State = DocumentChecks.Text("state", state),
        PostalCode = DocumentChecks.Text("zip_code", zipCode),
    };
}
