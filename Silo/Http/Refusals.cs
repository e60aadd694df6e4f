using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Silo.Http;

/// <summary>The domain's refusals as HTTP tells them.</summary>
internal static class Refusals
{
    public static Problem ToProblem(Refusal refusal) => new(StatusOf(refusal.Code), refusal.Code, refusal.Detail)
    {
        OrderId = refusal.OrderId,
        RetryAfter = refusal.Code is RefusalCodes.StockUnreachable or RefusalCodes.VoucherUnreachable ? 1 : null,
        Errors = refusal.Param is null ? null : [new(refusal.Param, refusal.Code, refusal.Detail)],
    };

    public static int StatusOf(string code) => code switch
    {
        RefusalCodes.NotFound => StatusCodes.Status404NotFound,
        RefusalCodes.AlreadyExists or RefusalCodes.VersionStale => StatusCodes.Status412PreconditionFailed,
        RefusalCodes.KeyReused or RefusalCodes.ValueInvalid => StatusCodes.Status422UnprocessableEntity,
        RefusalCodes.CursorInvalid => StatusCodes.Status400BadRequest,
        RefusalCodes.PaymentDeclined => StatusCodes.Status402PaymentRequired,
        RefusalCodes.StockUnreachable or RefusalCodes.VoucherUnreachable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status409Conflict,
    };

    public static Problem NotFound(string what, string param)
        => Problem.Of(StatusCodes.Status404NotFound, RefusalCodes.NotFound, $"There is no such {what}.", param);
}
