using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;
using Marketplace.Grains.Interfaces.Customers.Queries;

namespace Marketplace.Api.Endpoints.Customers;

/// <summary>What a buyer's orders come to.</summary>
/// <remarks>It follows the log, so it is no part of the buyer's own document, whose ETag counts changes of the person.</remarks>
internal sealed class StandingEndpoint(IGrainFactory grains, ICustomerQueries customers)
{
    public static void Map(RouteGroupBuilder v1, IGrainFactory grains, ICustomerQueries customers)
        => v1.MapGet("/customers/{customerId}/standing", new StandingEndpoint(grains, customers).GetAsync).WithTags("Customers")
            .Is("GetStanding", "What a buyer's orders come to: payments, packages and sums")
            .WithDescription("Follows the orders by some milliseconds. It remains when the person is erased, and a buyer who only ordered has one too.")
            .Gives<StandingReply>().Refuses(404);

    private async Task<IResult> GetAsync(HttpContext http, string customerId)
    {
        var checks = new Checks();
        _ = new QueryParameters(http, checks);
        checks.Id("customerId", customerId);
        checks.ThrowIfAny();
        var standing = await customers.GetStandingAsync(KeySpace.Business, customerId);
        return IsNothing(standing) && await grains.At<ICustomerGrain>(customerId).GetAsync() is null
            ? new ProblemReply(Refusals.NotFound("customer", "customerId"))
            : new Reply<StandingReply>(StandingReply.Of(standing), ApiJson.Default.StandingReply);
    }

    private static bool IsNothing(CustomerStanding standing)
        => standing is { SuccessfulPayments: 0, FailedPayments: 0, Deliveries: 0, Spend.IsEmpty: true };
}
