using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Endpoints.Carts;

/// <summary>Carts and what is in them.</summary>
internal sealed class CartEndpoints(IGrainFactory grains)
{
    public static void Map(RouteGroupBuilder v1, IGrainFactory grains)
    {
        var endpoints = new CartEndpoints(grains);
        var group = v1.MapGroup("/carts").WithTags("Carts");
        group.MapPost("", (Delegate)endpoints.CreateAsync).Is("CreateCart", "Make a cart")
            .Takes<CreateCartRequest>().NeedsKey().Gives<CartReply>(201);
        group.MapGet("/{cartId}", endpoints.GetAsync).Is("GetCart", "A cart, priced now")
            .Gives<CartReply>().Refuses(404);
        group.MapDelete("/{cartId}", endpoints.EmptyAsync).Is("EmptyCart", "Empty a cart")
            .GivesNothing(204).Refuses(404, 409);
        group.MapPut("/{cartId}/items/{sellerId}/{productId}", endpoints.SetItemAsync).Is("SetCartItem", "Say how many of a product a cart holds")
            .Takes<SetCartItemRequest>().Gives<CartReply>().Refuses(404, 409, 422);
        group.MapDelete("/{cartId}/items/{sellerId}/{productId}", endpoints.RemoveItemAsync).Is("RemoveCartItem", "Take a product out of a cart")
            .Gives<CartReply>().Refuses(404, 409);
    }

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.CreateCartRequest);
        var key = IdempotencyKeys.Require(http, body, ApiJson.Default.CreateCartRequest);
        var checks = new Checks();
        _ = new QueryParameters(http, checks);
        checks.OptionalId("customerId", body.CustomerId);
        checks.ThrowIfAny();
        var cartId = PublicId.FromKey("cart_", key.Value);
        var outcome = await grains.At<ICartGrain>(cartId).CreateAsync(new CreateCart(body.CustomerId, key));
        return Answer(outcome, 201, "/v1/carts/" + cartId);
    }

    private async Task<IResult> GetAsync(HttpContext http, string cartId)
    {
        // A cart is priced when it is read, so its version alone does not tell whether a client has the present answer.
        return await Cart(http, new Checks(), cartId).GetAsync() is { } cart
            ? new Reply<CartReply>(CartReply.Of(cart), ApiJson.Default.CartReply) { ETag = ETags.Of(cart.Version) }
            : new ProblemReply(Refusals.NotFound("cart", "cartId"));
    }

    private async Task<IResult> EmptyAsync(HttpContext http, string cartId)
    {
        var outcome = await Cart(http, new Checks(), cartId).EmptyAsync();
        return outcome.Succeeded ? EmptyReply.NoContent : new ProblemReply(Refusals.ToProblem(outcome.Refusal));
    }

    private async Task<IResult> SetItemAsync(HttpContext http, string cartId, string sellerId, string productId)
    {
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.SetCartItemRequest);
        var checks = new Checks();
        var quantity = checks.Quantity("quantity", body.Quantity);
        var cart = Cart(http, checks, cartId, sellerId, productId);
        return Answer(await cart.SetItemAsync(new SetCartItem(sellerId, productId, quantity)));
    }

    private async Task<IResult> RemoveItemAsync(HttpContext http, string cartId, string sellerId, string productId)
        => Answer(await Cart(http, new Checks(), cartId, sellerId, productId).RemoveItemAsync(sellerId, productId));

    private static IResult Answer(Outcome<CartView> outcome, int status = 200, string? location = null) => outcome.Succeeded
        ? new Reply<CartReply>(CartReply.Of(outcome.Value), ApiJson.Default.CartReply, status)
        {
            ETag = ETags.Of(outcome.Value.Version),
            Location = location,
            Replayed = outcome.Replayed,
        }
        : new ProblemReply(Refusals.ToProblem(outcome.Refusal));

    private ICartGrain Cart(HttpContext http, Checks checks, string cartId, string? sellerId = null, string? productId = null)
    {
        _ = new QueryParameters(http, checks);
        checks.Id("cartId", cartId);
        checks.OptionalId("sellerId", sellerId);
        checks.OptionalId("productId", productId);
        checks.ThrowIfAny();
        return grains.At<ICartGrain>(cartId);
    }
}
