using Marketplace.Api.Endpoints.Orders;
using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Api.Endpoints.Carts;

/// <summary>Makes an order of a cart. A card becomes a token here: what it is exchanged for is all that goes on.</summary>
internal sealed class CheckoutEndpoint(IGrainFactory grains, IPaymentGateway gateway, OrderWait orders)
{
    public static void Map(RouteGroupBuilder v1, IGrainFactory grains, IPaymentGateway gateway, OrderWait orders)
        => v1.MapPost("/carts/{cartId}/checkout", new CheckoutEndpoint(grains, gateway, orders).CheckoutAsync).WithTags("Carts")
            .Is("Checkout", "Make an order of a cart")
            .WithDescription("201: paid. 202: the order is not at its end yet, by its status placed, awaitingPayment or cancelling; Location has it. 402: declined. 409: something is not as the cart saw it; errors names the items and the vouchers.")
            .Takes<CheckoutRequest>().NeedsKey().MayWait().Gives<OrderReply>(201, 202).Refuses(402, 404, 409);

    private async Task<IResult> CheckoutAsync(HttpContext http, string cartId)
    {
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.CheckoutRequest);

        // Before a card goes anywhere; what the key stands for is known only when the card has become a token.
        _ = IdempotencyKeys.Read(http);
        var checks = new Checks();
        _ = new QueryParameters(http, checks);
        checks.Id("cartId", cartId);
        checks.OptionalId("customerId", body.CustomerId);
        var address = AddressInput.Required(checks, "address", body.Address);
        var payment = PaymentChecks.Check(checks, body.Payment);
        if (body.CartVersion is not null)
            checks.Number("cartVersion", body.CartVersion, 0, long.MaxValue);
        var vouchers = VoucherChecks.Check(checks, body.Vouchers);
        checks.ThrowIfAny();

        var method = await TokenizeAsync(payment, http.RequestAborted);
        var payload = new CheckoutPayload(
            body.CustomerId, address, method.Type, method.Brand, method.LastFour, method.Installments, body.CartVersion)
        {
            Vouchers = vouchers.IsEmpty ? null : vouchers,
        };
        var command = new CheckoutCart
        {
            Key = IdempotencyKeys.Require(http, payload, ApiJson.Default.CheckoutPayload),
            CustomerId = body.CustomerId,
            ShipTo = address,
            Payment = method,
            CartVersion = body.CartVersion,
            Consent = CheckoutConsent.Explicit,
            Vouchers = vouchers,
        };
        if (Preferences.Wait(http) is not { } wait)
            return Answer(await grains.At<ICartGrain>(cartId).CheckoutAsync(command));
        Preferences.Apply(http, wait);
        return Answer(await orders.CheckoutAsync(cartId, command, wait, http.RequestAborted));
    }

    private async ValueTask<PaymentMethod> TokenizeAsync(PaymentInput payment, CancellationToken cancellationToken)
    {
        var installments = payment.Installments ?? 1;
        if (payment.Card is null)
            return new PaymentMethod(payment.Type!, payment.Type!, null, null, installments);
        try
        {
            var token = await gateway.TokenizeAsync(payment.Card.ToCard(), cancellationToken);
            return new PaymentMethod(payment.Type!, token.Token, token.Brand, token.LastFour, installments);
        }
        catch (ArgumentException refused)
        {
            throw new ProblemException(Problem.Of(
                StatusCodes.Status422UnprocessableEntity, ProblemCodes.ValueInvalid, FirstLine(refused.Message), "payment.card"));
        }
    }

    private static IResult Answer(CheckoutAnswer answer)
    {
        if (answer is { Refusal: null, Order: { } order })
        {
            var status = order.Status == OrderStatus.Paid ? StatusCodes.Status201Created : StatusCodes.Status202Accepted;
            return new Reply<OrderReply>(OrderReply.Of(order, []), ApiJson.Default.OrderReply, status)
            {
                ETag = OrderReply.ETagOf(order, []),
                Location = "/v1/orders/" + order.OrderId,
                Replayed = answer.Replayed,
            };
        }

        var refusal = answer.Refusal ?? new Refusal(RefusalCodes.StateConflict, "The checkout did not become an order.");
        var problem = Refusals.ToProblem(refusal) with { OrderId = answer.OrderId ?? answer.Order?.OrderId ?? refusal.OrderId };
        if (FieldsOf(answer) is { Count: > 0 } fields)
            problem = problem with { Errors = fields };
        return new ProblemReply(problem) { Replayed = answer.Replayed };
    }

    private static List<ProblemField> FieldsOf(CheckoutAnswer answer)
    {
        List<ProblemField> fields = [];
        if (!answer.Problems.IsDefaultOrEmpty)
            fields.AddRange(answer.Problems.Select(FieldOf));
        if (!answer.VoucherProblems.IsDefaultOrEmpty)
            fields.AddRange(answer.VoucherProblems.Select(VoucherChecks.FieldOf));
        return fields;
    }

    private static ProblemField FieldOf(LineProblem line) => new($"items.{line.SellerId}/{line.ProductId}", line.Code, line.Code switch
    {
        RefusalCodes.StockInsufficient => $"{line.Available ?? 0} units can be had.",
        RefusalCodes.PriceChanged => "Its price changed: read the cart, and name its version to consent.",
        _ => "It cannot be had.",
    });

    // An ArgumentException's message has the parameter's name, which is ours, on the end.
    private static string FirstLine(string message)
    {
        var end = message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
