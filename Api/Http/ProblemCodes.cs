namespace Marketplace.Api.Http;

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
    public const string HeaderInvalid = "header.invalid";
    public const string KeyMissing = "idempotencyKey.missing";
    public const string PreconditionMissing = "precondition.missing";
    public const string CursorInvalid = "cursor.invalid";
    public const string CursorForeign = "cursor.foreign";
    public const string RouteUnknown = "route.unknown";
    public const string MethodNotAllowed = "method.notAllowed";
    public const string RequestMalformed = "request.malformed";
    public const string Unavailable = "unavailable";
    public const string Unauthorized = "unauthorized";
    public const string Internal = "internal";
}
