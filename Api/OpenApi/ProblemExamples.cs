using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Grains.Interfaces.Common;
using Microsoft.OpenApi;

namespace Marketplace.Api.OpenApi;

/// <summary>An example of the problem that an operation tells with a status, made as those that are told.</summary>
internal static class ProblemExamples
{
    private const string RequestId = "0HNQB6D7VBJ4L:00000001";

    public static JsonNode Of(OpenApiOperation operation, int status)
        => JsonSerializer.SerializeToNode(ProblemDocument.Of(ProblemOf(operation, status), RequestId), ProblemJson.Default.ProblemDocument)!;

    private static Problem ProblemOf(OpenApiOperation operation, int status) => status switch
    {
        StatusCodes.Status400BadRequest => operation.RequestBody is null
            ? Problem.Of(status, ProblemCodes.ParameterUnknown, "There is no such parameter.", "colour")
            : Problem.Of(status, ProblemCodes.MemberUnknown, "There is no member 'colour'.", "colour"),
        StatusCodes.Status402PaymentRequired => new(status, RefusalCodes.PaymentDeclined, "The payment was declined.") { OrderId = ExampleShop.OrderId },
        StatusCodes.Status404NotFound => Refusals.NotFound(IdOf(operation)[..^"Id".Length], IdOf(operation)),
        StatusCodes.Status409Conflict => Conflict(operation.OperationId),
        StatusCodes.Status412PreconditionFailed => operation.OperationId == "CreateCustomer"
            ? Problem.Of(status, RefusalCodes.AlreadyExists, "It is there already.", "customerId")
            : Problem.Of(status, RefusalCodes.VersionStale, "It has changed: its version is 8.", "If-Match"),
        StatusCodes.Status413PayloadTooLarge => Problem.BodyTooLarge(),
        StatusCodes.Status415UnsupportedMediaType => new(status, ProblemCodes.BodyType, "The body must be application/json in UTF-8."),
        StatusCodes.Status422UnprocessableEntity => Problem.Of(
            status, ProblemCodes.ValueInvalid, $"An id has 1 to {Checks.MaxIdLength} letters, digits, '_' or '-'.", IdOf(operation)),
        StatusCodes.Status428PreconditionRequired => Problem.Of(
            status, ProblemCodes.PreconditionMissing, "Give the version this is for: If-Match with the ETag that was last read.", "If-Match"),
        StatusCodes.Status503ServiceUnavailable => Problem.Busy("A part of the marketplace cannot be reached now; send the same request again."),
        _ => new(status, ProblemCodes.Internal, "The request failed; it is logged under its id."),
    };

    private static Problem Conflict(string? operationId)
    {
        const int Status = StatusCodes.Status409Conflict;
        return operationId switch
        {
            "Checkout" => new(Status, RefusalCodes.StockInsufficient, "Some items cannot be had as the cart has them.")
            {
                Errors = [new("items.lumen/desk-lamp", RefusalCodes.StockInsufficient, "2 units can be had.")],
            },
            "EmptyCart" or "SetCartItem" or "RemoveCartItem" => new(Status, RefusalCodes.CartCheckedOut, "The cart is being checked out.")
            {
                OrderId = ExampleShop.OrderId,
            },
            "CancelOrder" => new(Status, RefusalCodes.AlreadyShipped, "Everything that is left of the order is shipped."),
            "PutVoucher" => Problem.Of(Status, RefusalCodes.StateConflict, "3 orders use it.", "limit"),
            "PutStock" => Problem.Of(Status, RefusalCodes.SequenceStale, "Number 17 was applied before.", "sourceSequence"),
            "AdjustStock" => Problem.Of(Status, RefusalCodes.StateConflict, "12 units are reserved.", "delta"),
            _ => new(Status, RefusalCodes.StateConflict, "Its state does not allow this."),
        };
    }

    // What an operation is about: the last id of its path, or the one that its query or body has.
    private static string IdOf(OpenApiOperation operation)
        => operation.Parameters?.LastOrDefault(parameter => parameter.In == ParameterLocation.Path)?.Name
            ?? (operation.RequestBody is null ? "sellerId" : "customerId");
}
