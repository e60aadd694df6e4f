using Marketplace.Payments.Sandbox.Http;

namespace Marketplace.Payments.Sandbox.Service;

/// <summary>The gateway's contract over HTTP.</summary>
internal static class GatewayEndpoints
{
    // A key of an order is a tenth of this.
    private const int MaxReference = 1_000;

    public static void Map(IEndpointRouteBuilder routes, ISandboxGateway gateway)
    {
        routes.MapPost(GatewayRoutes.Tokens, JsonExchange.Post(RequestJson.Default.Card, AnswerJson.Default.CardToken, gateway.TokenizeAsync));
        routes.MapPost(GatewayRoutes.Captures, JsonExchange.Post(
            RequestJson.Default.CaptureRequest,
            AnswerJson.Default.PaymentRecord,
            (request, gone) => gateway.CaptureAsync(request with { Reference = Reference(request.Reference) }, gone)));
        routes.MapPost(GatewayRoutes.Voids, JsonExchange.Post(
            RequestJson.Default.ReferenceRequest, AnswerJson.Default.PaymentRecord, (request, gone) => gateway.VoidAsync(Reference(request.Reference), gone)));
        routes.MapPost(GatewayRoutes.Refunds, JsonExchange.Post(
            RequestJson.Default.RefundRequest,
            AnswerJson.Default.PaymentRecord,
            (request, gone) => gateway.RefundAsync(request with { Reference = Reference(request.Reference) }, gone)));
        routes.MapGet(GatewayRoutes.Payments, async http =>
        {
            var record = await gateway.FindAsync(Reference(http.Request.Query["reference"]), http.RequestAborted);
            await JsonExchange.WriteAsync(http, AnswerJson.Default.PaymentRecord, record);
        });
        routes.MapGet(GatewayRoutes.Books, http =>
        {
            var entries = gateway.BooksAsync(http.Request.Query["prefix"].ToString(), http.RequestAborted);
            return JsonExchange.WriteAsync(http, AnswerJson.Default.IAsyncEnumerableBookEntry, entries.Select(entry => new BookEntry(entry.Key, entry.Value)));
        });
    }

    private static string Reference(string? reference) => reference is { Length: > 0 and <= MaxReference }
        ? reference
        : throw new ArgumentException($"A reference has 1 to {MaxReference} characters.", nameof(reference));
}
