using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;

namespace Marketplace.Api.Endpoints.Customers;

/// <summary>Buyers.</summary>
internal sealed class CustomerEndpoints(IGrainFactory grains)
{
    public static void Map(RouteGroupBuilder v1, IGrainFactory grains)
    {
        var endpoints = new CustomerEndpoints(grains);
        var group = v1.MapGroup("/customers").WithTags("Customers");
        group.MapPost("", (Delegate)endpoints.CreateAsync).Is("CreateCustomer", "Make a buyer")
            .Takes<CreateCustomerRequest>().NeedsKey().Gives<CustomerReply>(201).Refuses(412);
        group.MapGet("/{customerId}", endpoints.GetAsync).Is("GetCustomer", "A buyer")
            .Gives<CustomerReply>().IsConditionalRead().Refuses(404);
        group.MapPatch("/{customerId}", endpoints.PatchAsync).Is("PatchCustomer", "Change some of a buyer")
            .Takes<PatchCustomerRequest>().NeedsVersion().Gives<CustomerReply>().Refuses(404, 409, 422);
        group.MapDelete("/{customerId}", endpoints.EraseAsync).Is("EraseCustomer", "Remove the person; orders and sums remain")
            .GivesNothing(204).Refuses(404);
    }

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.CreateCustomerRequest);
        var key = IdempotencyKeys.Require(http, body, ApiJson.Default.CreateCustomerRequest);
        var checks = new Checks();
        var customerId = body.CustomerId ?? PublicId.FromKey("cus_", key.Value);
        var command = new PutCustomer
        {
            Name = checks.Text("name", body.Name, 200),
            Email = checks.OptionalText("email", body.Email, 320),
            Phone = checks.OptionalText("phone", body.Phone, 40),
            Address = AddressInput.Optional(checks, "address", body.Address),
            Precondition = Precondition.MustBeAbsent,
            Key = key,
        };
        Check(http, checks, customerId);
        var outcome = await Customer(customerId).PutAsync(command);
        return outcome.Refusal is { Code: RefusalCodes.AlreadyExists } refusal
            ? new ProblemReply(Refusals.ToProblem(refusal with { Param = "customerId" }))
            : Answer(outcome, 201, "/v1/customers/" + customerId);
    }

    private async Task<IResult> GetAsync(HttpContext http, string customerId)
    {
        Check(http, new Checks(), customerId);
        if (await Customer(customerId).GetAsync() is not { } customer)
            return new ProblemReply(Refusals.NotFound("customer", "customerId"));
        var etag = ETags.Of(customer.Version);
        return ETags.IsKnown(http, etag)
            ? new EmptyReply(304) { ETag = etag }
            : new Reply<CustomerReply>(CustomerReply.Of(customer), ApiJson.Default.CustomerReply) { ETag = etag };
    }

    private async Task<IResult> PatchAsync(HttpContext http, string customerId)
    {
        var precondition = ETags.Required(http);
        var body = await RequestBody.ReadAsync(http, ApiJson.Default.PatchCustomerRequest);
        var checks = new Checks();
        var command = new PatchCustomer
        {
            Name = body.Name is null ? null : checks.Text("name", body.Name, 200),
            Email = checks.ChangedText("email", body.Email, 320),
            Phone = checks.ChangedText("phone", body.Phone, 40),
            Address = AddressInput.Optional(checks, "address", body.Address),
            Precondition = precondition,
        };
        Check(http, checks, customerId);
        return Answer(await Customer(customerId).PatchAsync(command), 200, null);
    }

    private async Task<IResult> EraseAsync(HttpContext http, string customerId)
    {
        Check(http, new Checks(), customerId);
        var outcome = await Customer(customerId).EraseAsync();
        return outcome.Succeeded ? EmptyReply.NoContent : new ProblemReply(Refusals.ToProblem(outcome.Refusal));
    }

    private static void Check(HttpContext http, Checks checks, string customerId)
    {
        _ = new QueryParameters(http, checks);
        checks.Id("customerId", customerId);
        checks.ThrowIfAny();
    }

    private static IResult Answer(Outcome<Customer> outcome, int status, string? location) => outcome.Succeeded
        ? new Reply<CustomerReply>(CustomerReply.Of(outcome.Value), ApiJson.Default.CustomerReply, status)
        {
            ETag = ETags.Of(outcome.Value.Version),
            Location = location,
            Replayed = outcome.Replayed,
        }
        : new ProblemReply(Refusals.ToProblem(outcome.Refusal));

    private ICustomerGrain Customer(string customerId) => grains.At<ICustomerGrain>(customerId);
}
