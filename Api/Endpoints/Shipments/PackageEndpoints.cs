using Marketplace.Api.Endpoints.Orders;
using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.Endpoints.Shipments;

/// <summary>Packages: the parts of paid orders, by seller.</summary>
internal sealed class PackageEndpoints(IGrainFactory grains, OrderReader orders, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static void Map(RouteGroupBuilder v1, IGrainFactory grains, OrderReader orders, TimeProvider time)
    {
        var endpoints = new PackageEndpoints(grains, orders, time);
        var group = v1.MapGroup("/packages").WithTags("Packages");
        group.MapGet("", (Delegate)endpoints.ListAsync).Is("ListPackages", "A seller's undelivered packages, oldest first")
            .With(new OperationParameter("sellerId", Microsoft.OpenApi.ParameterLocation.Query, "The seller.", Required: true))
            .IsPaged().Gives<PackagePage>().Refuses(422);
        group.MapGet("/{packageId}", endpoints.GetAsync).Is("GetPackage", "A package")
            .Gives<PackageReply>().IsConditionalRead().Refuses(404);
        group.MapPost("/{packageId}/ship", endpoints.ShipAsync).Is("ShipPackage", "Hand a package to a carrier")
            .Takes<ShipPackageRequest>().NeedsKey().Gives<PackageReply>().Refuses(404, 409);
        group.MapPost("/{packageId}/deliver", endpoints.DeliverAsync).Is("DeliverPackage", "Say that a package was delivered")
            .Takes<DeliverPackageRequest>().NeedsKey().Gives<PackageReply>().Refuses(404, 409);
    }

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var checks = new Checks();
        var query = new QueryParameters(http, checks, "sellerId", "limit", "cursor");
        var seller = checks.Id("sellerId", query.Value("sellerId"));
        var limit = query.Limit();
        checks.ThrowIfAny();
        var filters = "packages " + seller;
        var after = Cursor.Decode(query.Cursor(), filters);
        var dashboard = await grains.At<IShipmentsGrain>(seller).DashboardAsync(after, limit);
        return new Reply<PackagePage>(
            new([.. dashboard.Packages.Select(PackageReply.Of)], Cursor.Encode(dashboard.Next, filters), dashboard.Version),
            ApiJson.Default.PackagePage);
    }

    private async Task<IResult> GetAsync(HttpContext http, string packageId)
    {
        if (await FindSellerAsync(http, new Checks(), packageId) is not { } shipments
            || await shipments.GetPackageAsync(packageId) is not { } package)
            return new ProblemReply(Refusals.NotFound("package", "packageId"));
        var etag = ETags.Of(package.Version);
        return ETags.IsKnown(http, etag)
            ? new EmptyReply(304) { ETag = etag }
            : Answer(package, replayed: false);
    }

    private async Task<IResult> ShipAsync(HttpContext http, string packageId)
    {
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.ShipPackageRequest);
        var key = IdempotencyKeys.Require(http, body, ApiJson.Default.ShipPackageRequest);
        var checks = new Checks();
        var command = new ShipPackage(
            packageId, checks.OptionalText("carrier", body.Carrier, 100), checks.OptionalText("trackingNumber", body.TrackingNumber, 100), key);
        return await FindSellerAsync(http, checks, packageId) is { } shipments
            ? Answer(await shipments.ShipAsync(command))
            : new ProblemReply(Refusals.NotFound("package", "packageId"));
    }

    private async Task<IResult> DeliverAsync(HttpContext http, string packageId)
    {
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.DeliverPackageRequest);
        var key = IdempotencyKeys.Require(http, body, ApiJson.Default.DeliverPackageRequest);
        return await FindSellerAsync(http, new Checks(), packageId) is { } shipments
            ? Answer(await shipments.DeliverAsync(packageId, key))
            : new ProblemReply(Refusals.NotFound("package", "packageId"));
    }

    private static IResult Answer(Outcome<Package> outcome)
        => outcome.Succeeded ? Answer(outcome.Value, outcome.Replayed) : new ProblemReply(Refusals.ToProblem(outcome.Refusal));

    private static Reply<PackageReply> Answer(Package package, bool replayed)
        => new(PackageReply.Of(package), ApiJson.Default.PackageReply) { ETag = ETags.Of(package.Version), Replayed = replayed };

    // A package's id names its order and the seller's place in it. The seller is told by the log, milliseconds after the order is
    // paid: whoever has the order's answer may be faster, and waits.
    private async Task<IShipmentsGrain?> FindSellerAsync(HttpContext http, Checks checks, string packageId)
    {
        _ = new QueryParameters(http, checks);
        checks.Id("packageId", packageId);
        checks.ThrowIfAny();
        if (!PublicId.TrySplitPackage(packageId, out var orderId, out var place)
            || await orders.FindAsync(orderId) is not { } order
            || order.Sellers() is var sellers && place >= sellers.Length)
            return null;
        var shipments = grains.At<IShipmentsGrain>(sellers[place]);
        var started = time.GetTimestamp();
        while (order.Status == OrderStatus.Paid && await shipments.GetPackageAsync(packageId) is null)
        {
            if (time.GetElapsedTime(started) > Patience)
                throw new ProblemException(Problem.Busy("The seller has not been told of the order yet; send the same request again."));
            await Task.Delay(Pause, time, http.RequestAborted);
        }

        return shipments;
    }
}
