using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Sellers;

namespace Marketplace.Api.Endpoints.Catalog;

/// <summary>Products of a seller.</summary>
internal sealed class CatalogEndpoints(IGrainFactory grains)
{
    private const string Path = "/sellers/{sellerId}/products/{productId}";

    public static void Map(RouteGroupBuilder v1, IGrainFactory grains)
    {
        var endpoints = new CatalogEndpoints(grains);
        var group = v1.MapGroup("").WithTags("Products");
        group.MapGet(Path, endpoints.GetAsync).Is("GetProduct", "A product")
            .Gives<ProductReply>().IsConditionalRead().Refuses(404);
        group.MapPut(Path, endpoints.PutAsync).Is("PutProduct", "Make or replace a product")
            .Takes<PutProductRequest>().NeedsVersion(mayCreate: true).Gives<ProductReply>(200, 201).Refuses(404, 422);
        group.MapPatch(Path, endpoints.PatchAsync).Is("PatchProduct", "Change some of a product")
            .Takes<PatchProductRequest>().NeedsVersion().Gives<ProductReply>().Refuses(404, 409, 422);
        group.MapPut(Path + "/price", endpoints.ChangePriceAsync).Is("ChangePrice", "Change a product's price")
            .Takes<ChangePriceRequest>().MayNameVersion().Gives<ProductReply>().Refuses(404, 409, 422);
        group.MapDelete(Path, endpoints.RemoveAsync).Is("RemoveProduct", "Take a product off the market")
            .NeedsVersion().GivesNothing(204).Refuses(404);
    }

    private async Task<IResult> GetAsync(HttpContext http, string sellerId, string productId)
    {
        var checks = new Checks();
        Ids(checks, http, sellerId, productId);
        if (await Catalog(sellerId).GetAsync(productId) is not { } product)
            return new ProblemReply(Refusals.NotFound("product", "productId"));
        var etag = ETags.Of(product.Revision);
        return ETags.IsKnown(http, etag) ? new EmptyReply(304) { ETag = etag } : Answer(product);
    }

    private async Task<IResult> PutAsync(HttpContext http, string sellerId, string productId)
    {
        var precondition = ETags.Required(http, mayCreate: true);
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.PutProductRequest);
        var checks = new Checks();
        var price = checks.Money("price", body.Price);
        var command = new PutProduct
        {
            ProductId = productId,
            Name = checks.Text("name", body.Name, 200),
            Category = checks.OptionalText("category", body.Category, 100),
            Sku = checks.OptionalText("sku", body.Sku, 100),
            Description = checks.OptionalText("description", body.Description, 4_000),
            Price = price,
            Freight = checks.OptionalMoney("freight", body.Freight) ?? Money.Zero(price.Currency),
            Status = Status(checks, body.Status) ?? ProductStatus.Active,
            Precondition = precondition,
        };
        if (command.Freight.Currency != price.Currency)
            checks.Fail("freight.currency", ProblemCodes.ValueInvalid, "It must be the price's.");
        Ids(checks, http, sellerId, productId);
        return precondition.Absent && await grains.At<ISellerGrain>(sellerId).GetAsync() is null
            ? new ProblemReply(Refusals.NotFound("seller", "sellerId"))
            : Answer(await Catalog(sellerId).PutAsync(command), precondition.Absent ? 201 : 200, http);
    }

    private async Task<IResult> PatchAsync(HttpContext http, string sellerId, string productId)
    {
        var precondition = ETags.Required(http);
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.PatchProductRequest);
        var checks = new Checks();
        var command = new PatchProduct
        {
            ProductId = productId,
            Name = body.Name is null ? null : checks.Text("name", body.Name, 200),
            Category = checks.ChangedText("category", body.Category, 100),
            Sku = checks.ChangedText("sku", body.Sku, 100),
            Description = checks.ChangedText("description", body.Description, 4_000),
            Price = checks.OptionalMoney("price", body.Price),
            Freight = checks.OptionalMoney("freight", body.Freight),
            Status = Status(checks, body.Status),
            Precondition = precondition,
        };
        Ids(checks, http, sellerId, productId);
        return Answer(await Catalog(sellerId).PatchAsync(command), 200, http);
    }

    private async Task<IResult> ChangePriceAsync(HttpContext http, string sellerId, string productId)
    {
        var precondition = ETags.Optional(http);
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.ChangePriceRequest);
        var checks = new Checks();
        var price = checks.Money("price", body.Price);
        Ids(checks, http, sellerId, productId);
        return Answer(await Catalog(sellerId).ChangePriceAsync(productId, price, precondition), 200, http);
    }

    private async Task<IResult> RemoveAsync(HttpContext http, string sellerId, string productId)
    {
        var precondition = ETags.Required(http);
        Ids(new Checks(), http, sellerId, productId);
        var outcome = await Catalog(sellerId).RemoveAsync(productId, precondition);
        return outcome.Succeeded ? EmptyReply.NoContent : new ProblemReply(Refusals.ToProblem(outcome.Refusal));
    }

    private static void Ids(Checks checks, HttpContext http, string sellerId, string productId)
    {
        checks.Id("sellerId", sellerId);
        checks.Id("productId", productId);
        _ = new QueryParameters(http, checks);
        checks.ThrowIfAny();
    }

    private static ProductStatus? Status(Checks checks, string? status) => checks.Choice<ProductStatus?>(
        "status", status, null, [("active", ProductStatus.Active), ("paused", ProductStatus.Paused)]);

    private static IResult Answer(Outcome<Product> outcome, int status, HttpContext http) => outcome.Succeeded
        ? Answer(outcome.Value, status, status == 201 ? http.Request.Path.Value : null)
        : new ProblemReply(Refusals.ToProblem(outcome.Refusal));

    private static Reply<ProductReply> Answer(Product product, int status = 200, string? location = null)
        => new(ProductReply.Of(product), ApiJson.Default.ProductReply, status) { ETag = ETags.Of(product.Revision), Location = location };

    private ICatalogGrain Catalog(string sellerId) => grains.At<ICatalogGrain>(sellerId);
}
