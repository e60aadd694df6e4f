using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>Orders.</summary>
internal sealed class OrderEndpoints(IGrainFactory grains, OrderReader orders, OrderWait waiting)
{
    public static void Map(RouteGroupBuilder v1, IGrainFactory grains, OrderReader orders, OrderWait waiting)
    {
        var endpoints = new OrderEndpoints(grains, orders, waiting);
        var group = v1.MapGroup("/orders").WithTags("Orders");
        group.MapGet("/{orderId}", endpoints.GetAsync).Is("GetOrder", "An order")
            .Gives<OrderReply>().IsConditionalRead().Refuses(404);
        group.MapPost("/{orderId}/cancel", endpoints.CancelAsync).Is("CancelOrder", "Cancel an order before it is shipped")
            .WithDescription("The answer's status is cancelling until the payment is voided or repaid.")
            .Takes<CancelOrderRequest>().NeedsKey().MayWait().Gives<OrderReply>().Refuses(404, 409);
    }

    private async Task<IResult> GetAsync(HttpContext http, string orderId)
    {
        Check(http, new Checks(), orderId);
        if (await orders.FindAsync(orderId) is not { } order)
            return new ProblemReply(Refusals.NotFound("order", "orderId"));
        var packages = await orders.PackagesAsync(order);
        var etag = OrderReply.ETagOf(order, packages);
        return ETags.IsKnown(http, etag)
            ? new EmptyReply(304) { ETag = etag }
            : new Reply<OrderReply>(OrderReply.Of(order, packages), ApiJson.Default.OrderReply) { ETag = etag };
    }

    private async Task<IResult> CancelAsync(HttpContext http, string orderId)
    {
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.CancelOrderRequest);
        var key = IdempotencyKeys.Require(http, body, ApiJson.Default.CancelOrderRequest);
        var checks = new Checks();
        var reason = checks.OptionalText("reason", body.Reason, 500);
        Check(http, checks, orderId);
        var outcome = await grains.At<IOrderGrain>(orderId).CancelAsync(new CancelOrder(reason, key));
        if (!outcome.Succeeded)
            return new ProblemReply(Refusals.ToProblem(outcome.Refusal));
        var order = outcome.Value;
        if (Preferences.Wait(http) is { } wait)
        {
            Preferences.Apply(http, wait);
            order = await waiting.AtRestAsync(order, wait, http.RequestAborted);
        }

        var packages = await orders.PackagesAsync(order);
        return new Reply<OrderReply>(OrderReply.Of(order, packages), ApiJson.Default.OrderReply)
        {
            ETag = OrderReply.ETagOf(order, packages),
            Replayed = outcome.Replayed,
        };
    }

    private static void Check(HttpContext http, Checks checks, string orderId)
    {
        _ = new QueryParameters(http, checks);
        checks.Id("orderId", orderId);
        checks.ThrowIfAny();
    }
}
