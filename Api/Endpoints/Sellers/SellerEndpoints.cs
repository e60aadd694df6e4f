using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Sellers;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.Endpoints.Sellers;

/// <summary>Sellers and their dashboards.</summary>
internal sealed class SellerEndpoints(IGrainFactory grains)
{
    public static void Map(RouteGroupBuilder v1, IGrainFactory grains)
    {
        var endpoints = new SellerEndpoints(grains);
        var group = v1.MapGroup("/sellers/{sellerId}").WithTags("Sellers");
        group.MapGet("", endpoints.GetAsync).Is("GetSeller", "A seller")
            .Gives<SellerReply>().IsConditionalRead().Refuses(404);
        group.MapPut("", endpoints.PutAsync).Is("PutSeller", "Make or replace a seller")
            .Takes<PutSellerRequest>().NeedsVersion(mayCreate: true).Gives<SellerReply>(200, 201).Refuses(404, 422);
        group.MapPatch("", endpoints.PatchAsync).Is("PatchSeller", "Change some of a seller")
            .Takes<PatchSellerRequest>().NeedsVersion().Gives<SellerReply>().Refuses(404, 422);
        group.MapGet("/dashboard", endpoints.DashboardAsync).Is("GetDashboard", "Undelivered packages and their sums, of one version")
            .IsPaged().Gives<DashboardReply>().Refuses(404);
    }

    private async Task<IResult> GetAsync(HttpContext http, string sellerId)
    {
        Check(http, new Checks(), sellerId);
        if (await Seller(sellerId).GetAsync() is not { } seller)
            return new ProblemReply(Refusals.NotFound("seller", "sellerId"));
        var etag = ETags.Of(seller.Version);
        return ETags.IsKnown(http, etag) ? new EmptyReply(304) { ETag = etag } : Answer(seller);
    }

    private async Task<IResult> PutAsync(HttpContext http, string sellerId)
    {
        var precondition = ETags.Required(http, mayCreate: true);
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.PutSellerRequest);
        var checks = new Checks();
        var command = new PutSeller
        {
            Name = checks.Text("name", body.Name, 200),
            CompanyName = checks.OptionalText("companyName", body.CompanyName, 200),
            Email = checks.OptionalText("email", body.Email, 320),
            Phone = checks.OptionalText("phone", body.Phone, 40),
            Address = AddressInput.Optional(checks, "address", body.Address),
            Precondition = precondition,
        };
        Check(http, checks, sellerId);
        return Answer(await Seller(sellerId).PutAsync(command), precondition.Absent ? 201 : 200, http);
    }

    private async Task<IResult> PatchAsync(HttpContext http, string sellerId)
    {
        var precondition = ETags.Required(http);
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.PatchSellerRequest);
        var checks = new Checks();
        var command = new PatchSeller
        {
            Name = body.Name is null ? null : checks.Text("name", body.Name, 200),
            CompanyName = checks.ChangedText("companyName", body.CompanyName, 200),
            Email = checks.ChangedText("email", body.Email, 320),
            Phone = checks.ChangedText("phone", body.Phone, 40),
            Address = AddressInput.Optional(checks, "address", body.Address),
            Precondition = precondition,
        };
        Check(http, checks, sellerId);
        return Answer(await Seller(sellerId).PatchAsync(command), 200, http);
    }

    private async Task<IResult> DashboardAsync(HttpContext http, string sellerId)
    {
        var checks = new Checks();
        var query = new QueryParameters(http, checks, "limit", "cursor");
        checks.Id("sellerId", sellerId);
        var limit = query.Limit();
        checks.ThrowIfAny();
        var filters = "dashboard " + sellerId;
        var after = Cursor.Decode(query.Cursor(), filters);
        if (await Seller(sellerId).GetAsync() is null)
            return new ProblemReply(Refusals.NotFound("seller", "sellerId"));
        var dashboard = await grains.At<IShipmentsGrain>(sellerId).DashboardAsync(after, limit);
        return new Reply<DashboardReply>(
            DashboardReply.Of(dashboard, Cursor.Encode(dashboard.Next, filters)), ApiJson.Default.DashboardReply);
    }

    private static void Check(HttpContext http, Checks checks, string sellerId)
    {
        _ = new QueryParameters(http, checks);
        checks.Id("sellerId", sellerId);
        checks.ThrowIfAny();
    }

    private static IResult Answer(Outcome<Seller> outcome, int status, HttpContext http) => outcome.Succeeded
        ? Answer(outcome.Value, status, status == 201 ? http.Request.Path.Value : null)
        : new ProblemReply(Refusals.ToProblem(outcome.Refusal));

    private static Reply<SellerReply> Answer(Seller seller, int status = 200, string? location = null)
        => new(SellerReply.Of(seller), ApiJson.Default.SellerReply, status) { ETag = ETags.Of(seller.Version), Location = location };

    private ISellerGrain Seller(string sellerId) => grains.At<ISellerGrain>(sellerId);
}
