using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Silo.Http;

/// <summary>Codes of problems that the HTTP layer finds itself; those of the domain are in <c>RefusalCodes</c>.</summary>
internal static class ProblemCodes
{
    public const string BodyMissing = "body.missing";
    public const string BodyMalformed = "body.malformed";
    public const string BodyTooLarge = "body.tooLarge";
    public const string BodyType = "body.type";
    public const string MemberUnknown = "member.unknown";
    public const string MemberRepeated = "member.repeated";
    public const string ValueMissing = "value.missing";
    public const string ValueType = "value.type";
    public const string ValueInvalid = "value.invalid";
    public const string RequestInvalid = "request.invalid";
    public const string ParameterUnknown = "parameter.unknown";
    public const string ParameterRepeated = "parameter.repeated";
    public const string ParameterEmpty = "parameter.empty";
    public const string HeaderInvalid = "header.invalid";
    public const string KeyMissing = "idempotencyKey.missing";
    public const string PreconditionMissing = "precondition.missing";
    public const string CursorForeign = "cursor.foreign";
    public const string RouteUnknown = "route.unknown";
    public const string MethodNotAllowed = "method.notAllowed";
    public const string RequestMalformed = "request.malformed";
    public const string Unavailable = "unavailable";
    public const string Unauthorized = "unauthorized";
    public const string Internal = "internal";

    /// <summary>The codes that come with a status, the domain's among them.</summary>
    public static IReadOnlyList<string> OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest =>
        [
            BodyMissing, BodyMalformed, MemberUnknown, MemberRepeated, ValueType, ParameterUnknown, ParameterRepeated, ParameterEmpty,
            HeaderInvalid, KeyMissing, CursorForeign, RefusalCodes.CursorInvalid, RequestMalformed,
        ],
        StatusCodes.Status402PaymentRequired => [RefusalCodes.PaymentDeclined],
        StatusCodes.Status404NotFound => [RefusalCodes.NotFound],
        StatusCodes.Status409Conflict =>
        [
            RefusalCodes.StockInsufficient, RefusalCodes.PriceChanged, RefusalCodes.ProductUnavailable, RefusalCodes.CartEmpty, RefusalCodes.CartFull,
            RefusalCodes.CartCheckedOut, RefusalCodes.CurrencyMixed, RefusalCodes.StateConflict, RefusalCodes.AlreadyShipped, RefusalCodes.SequenceStale,
            RefusalCodes.VoucherUnknown, RefusalCodes.VoucherDisabled, RefusalCodes.VoucherNotYetValid, RefusalCodes.VoucherExpired,
            RefusalCodes.VoucherUsedUp, RefusalCodes.VoucherCurrency, RefusalCodes.VoucherBelowMinimum, RefusalCodes.VoucherChanged,
        ],
        StatusCodes.Status412PreconditionFailed => [RefusalCodes.VersionStale, RefusalCodes.AlreadyExists],
        StatusCodes.Status413PayloadTooLarge => [BodyTooLarge],
        StatusCodes.Status415UnsupportedMediaType => [BodyType],
        StatusCodes.Status422UnprocessableEntity => [ValueMissing, RefusalCodes.ValueInvalid, RefusalCodes.KeyReused, RequestInvalid],
        StatusCodes.Status428PreconditionRequired => [PreconditionMissing],
        StatusCodes.Status500InternalServerError => [Internal],
        StatusCodes.Status503ServiceUnavailable => [Unavailable, RefusalCodes.StockUnreachable, RefusalCodes.VoucherUnreachable],
        _ => [],
    };
}
