using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Api.Endpoints.Vouchers;

/// <summary>Vouchers of the marketplace, for the orders of any seller's goods.</summary>
internal sealed class VoucherEndpoints(IGrainFactory grains)
{
    private const long MaxLimit = 1_000_000_000_000;

    public static void Map(RouteGroupBuilder v1, IGrainFactory grains)
    {
        var endpoints = new VoucherEndpoints(grains);
        var group = v1.MapGroup("/vouchers/{voucherId}").WithTags("Vouchers");
        group.MapGet("", endpoints.GetAsync).Is("GetVoucher", "A voucher with how often it is used")
            .Gives<VoucherReply>().Refuses(404);
        group.MapPut("", endpoints.PutAsync).Is("PutVoucher", "Make a voucher or replace its terms")
            .Takes<PutVoucherRequest>().NeedsVersion(mayCreate: true).Gives<VoucherReply>(200, 201).Refuses(404, 409, 422);
    }

    private async Task<IResult> GetAsync(HttpContext http, string voucherId)
    {
        Check(http, new Checks(), voucherId);

        // Its uses come and go without a version of their own, so the version alone does not tell whether a client has the present answer.
        return await Voucher(voucherId).GetAsync() is { } voucher
            ? Answer(voucher)
            : new ProblemReply(Refusals.NotFound("voucher", "voucherId"));
    }

    private async Task<IResult> PutAsync(HttpContext http, string voucherId)
    {
        var precondition = ETags.Required(http, mayCreate: true);
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.PutVoucherRequest);
        var checks = new Checks();
        var terms = new VoucherTerms
        {
            Discount = checks.OptionalMoney("discount", body.Discount),
            Percent = checks.OptionalPercentage("percent", body.Percent),
            Minimum = checks.OptionalMoney("minimum", body.Minimum),
            ValidFrom = checks.OptionalTime("validFrom", body.ValidFrom),
            ValidUntil = checks.OptionalTime("validUntil", body.ValidUntil),
            Limit = body.Limit is null ? null : checks.Number("limit", body.Limit, 1, MaxLimit),
            Status = checks.Choice("status", body.Status, VoucherStatus.Active, [("active", VoucherStatus.Active), ("disabled", VoucherStatus.Disabled)]),
        };
        Check(http, checks, voucherId);
        var outcome = await Voucher(voucherId).PutAsync(new PutVoucher(terms, precondition));
        if (!outcome.Succeeded)
            return new ProblemReply(Refusals.ToProblem(outcome.Refusal));
        return precondition.Absent ? Answer(outcome.Value, 201, http.Request.Path.Value) : Answer(outcome.Value);
    }

    private static void Check(HttpContext http, Checks checks, string voucherId)
    {
        _ = new QueryParameters(http, checks);
        checks.Id("voucherId", voucherId);
        checks.ThrowIfAny();
    }

    private static Reply<VoucherReply> Answer(Voucher voucher, int status = 200, string? location = null)
        => new(VoucherReply.Of(voucher), ApiJson.Default.VoucherReply, status) { ETag = ETags.Of(voucher.Version), Location = location };

    private IVoucherGrain Voucher(string voucherId) => grains.At<IVoucherGrain>(voucherId);
}
