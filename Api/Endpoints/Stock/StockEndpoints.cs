using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Api.Endpoints.Stock;

/// <summary>Stock of a seller's products.</summary>
internal sealed class StockEndpoints(IGrainFactory grains)
{
    private const string Path = "/sellers/{sellerId}/stock/{productId}";
    private const long MaxUnits = 1_000_000_000_000;

    public static void Map(RouteGroupBuilder v1, IGrainFactory grains)
    {
        var endpoints = new StockEndpoints(grains);
        var group = v1.MapGroup("").WithTags("Stock");
        group.MapGet(Path, endpoints.GetAsync).Is("GetStock", "How much there is of a product")
            .Gives<StockReply>().IsConditionalRead().Refuses(404);
        group.MapPut(Path, endpoints.PutAsync).Is("PutStock", "State how many units there are")
            .Takes<PutStockRequest>().NeedsVersion(mayCreate: true).Gives<StockReply>(200, 201).Refuses(404, 409, 422);
        group.MapPost(Path + "/adjustments", endpoints.AdjustAsync).Is("AdjustStock", "Add units or take some away")
            .Takes<AdjustStockRequest>().NeedsKey().Gives<StockReply>().Refuses(404, 409);
        group.MapGet(Path + "/reservations", endpoints.ReservationsAsync).Is("ListReservations", "Units held by unfinished orders")
            .IsPaged().Gives<ReservationPage>().Refuses(404);
    }

    private async Task<IResult> GetAsync(HttpContext http, string sellerId, string productId)
    {
        var checks = new Checks();
        _ = new QueryParameters(http, checks);
        var stock = Stock(checks, sellerId, productId);
        if (await stock.GetAsync() is not { } level)
            return new ProblemReply(Refusals.NotFound("stock", "productId"));
        var etag = ETags.Of(level.Version);
        return ETags.IsKnown(http, etag) ? new EmptyReply(304) { ETag = etag } : Answer(level);
    }

    private async Task<IResult> PutAsync(HttpContext http, string sellerId, string productId)
    {
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.PutStockRequest);
        var precondition = body.SourceSequence is null ? ETags.Required(http, mayCreate: true) : ETags.Optional(http, mayCreate: true);
        var checks = new Checks();
        _ = new QueryParameters(http, checks);
        var command = new SetStock
        {
            OnHand = checks.Number("onHand", body.OnHand, 0, MaxUnits),
            SourceSequence = body.SourceSequence is null ? null : checks.Number("sourceSequence", body.SourceSequence, 0, long.MaxValue),
            Precondition = precondition,
        };
        var stock = Stock(checks, sellerId, productId);

        // Whoever names a version has seen the item; whoever does not may make one, and must not make it of a mistyped product.
        if (precondition.Version is null && await grains.At<ICatalogGrain>(sellerId).GetAsync(productId) is null)
            return new ProblemReply(Refusals.NotFound("product", "productId"));
        var outcome = await stock.SetAsync(command);
        return Answer(outcome, precondition.Absent ? 201 : 200, http);
    }

    private async Task<IResult> AdjustAsync(HttpContext http, string sellerId, string productId)
    {
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.AdjustStockRequest);
        var key = IdempotencyKeys.Require(http, body, ApiJson.Default.AdjustStockRequest);
        var checks = new Checks();
        _ = new QueryParameters(http, checks);
        var command = new AdjustStock(
            checks.Number("delta", body.Delta, -MaxUnits, MaxUnits), checks.OptionalText("reason", body.Reason, 500), key);
        if (body.Delta == 0)
            checks.Fail("delta", ProblemCodes.ValueInvalid, "It must not be 0.");
        return Answer(await Stock(checks, sellerId, productId).AdjustAsync(command), 200, http);
    }

    private async Task<IResult> ReservationsAsync(HttpContext http, string sellerId, string productId)
    {
        var checks = new Checks();
        var query = new QueryParameters(http, checks, "limit", "cursor");
        var limit = query.Limit();
        var filters = http.Request.Path.Value!;
        var after = Cursor.Decode(query.Cursor(), filters);
        var stock = Stock(checks, sellerId, productId);
        if (await stock.GetAsync() is null)
            return new ProblemReply(Refusals.NotFound("stock", "productId"));
        var reservations = await stock.ReservationsAsync(after, limit);
        var next = reservations.Length < limit ? null : Cursor.Encode(reservations[^1].RowKey, filters);
        return new Reply<ReservationPage>(
            new([.. reservations.Select(ReservationReply.Of)], next), ApiJson.Default.ReservationPage);
    }

    private static IResult Answer(Outcome<StockLevel> outcome, int status, HttpContext http) => outcome.Succeeded
        ? Answer(outcome.Value, status, status == 201 ? http.Request.Path.Value : null, outcome.Replayed)
        : new ProblemReply(Refusals.ToProblem(outcome.Refusal));

    private static Reply<StockReply> Answer(StockLevel level, int status = 200, string? location = null, bool replayed = false)
        => new(StockReply.Of(level), ApiJson.Default.StockReply, status)
        {
            ETag = ETags.Of(level.Version),
            Location = location,
            Replayed = replayed,
        };

    private IStockGrain Stock(Checks checks, string sellerId, string productId)
    {
        checks.Id("sellerId", sellerId);
        checks.Id("productId", productId);
        checks.ThrowIfAny();
        return grains.At<IStockGrain>(KeySpace.Business.Key(sellerId, productId));
    }
}
