using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Endpoints.Catalog;

/// <summary>The list of all sellers' products.</summary>
internal sealed class ListingEndpoint(IListingQueries listing)
{
    public static void Map(RouteGroupBuilder v1, IListingQueries listing)
        => v1.MapGet("/products", (Delegate)new ListingEndpoint(listing).ListAsync).WithTags("Products").Is("ListProducts", "Products of all sellers")
            .With("sellerId", "One seller's.")
            .With("category", "Of a category; case does not matter.")
            .With(Words("status", "active or paused; active when left out.", "active", "paused"))
            .With("currency", "Priced in a currency.")
            .With("minPrice", "The lowest price, inclusive: 10.50.")
            .With("maxPrice", "The highest price, inclusive.")
            .With("inStock", "Whether any unit is free.", "boolean")
            .With(Words("sort", "newest, price or name; newest when left out.", "newest", "price", "name"))
            .IsPaged().Gives<ProductPage>();

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var checks = new Checks();
        var query = new QueryParameters(
            http, checks, "sellerId", "category", "status", "currency", "minPrice", "maxPrice", "inStock", "sort", "limit", "cursor");
        var command = new ListProducts
        {
            Space = KeySpace.Business,
            SellerId = query.Id("sellerId"),
            Category = query.Text("category", 100),
            Status = checks.Choice("status", query.Value("status"), ProductStatus.Active, [("active", ProductStatus.Active), ("paused", ProductStatus.Paused)]),
            Currency = query.Value("currency"),
            MinPrice = query.Amount("minPrice"),
            MaxPrice = query.Amount("maxPrice"),
            InStock = query.Switch("inStock"),
            Sort = checks.Choice("sort", query.Value("sort"), ProductSort.Newest, [("newest", ProductSort.Newest), ("price", ProductSort.Price), ("name", ProductSort.Name)]),
            Cursor = query.Cursor(),
            Limit = query.Limit(),
        };
        if (command.Currency is { } currency && !Currencies.IsKnown(currency))
            checks.Fail("currency", ProblemCodes.ValueInvalid, "It is no currency that is dealt in here.");
        checks.ThrowIfAny();
        var outcome = await listing.ListAsync(command);
        return outcome.Succeeded
            ? new Reply<ProductPage>(
                new([.. outcome.Value.Items.Select(ProductListItem.Of)], outcome.Value.Next, outcome.Value.AsOf), ApiJson.Default.ProductPage)
            : new ProblemReply(Refusals.ToProblem(outcome.Refusal));
    }

    private static OperationParameter Words(string name, string description, params string[] words)
        => new(name, Microsoft.OpenApi.ParameterLocation.Query, description) { Words = words };
}
