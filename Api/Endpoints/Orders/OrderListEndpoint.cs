using Marketplace.Api.Http;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Queries;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>The list of orders.</summary>
internal sealed class OrderListEndpoint(IOrderQueries orders)
{
    private static readonly (string Word, OrderStatus? Meaning)[] Statuses =
    [
        ("awaitingPayment", OrderStatus.AwaitingPayment), ("paid", OrderStatus.Paid), ("cancelled", OrderStatus.Cancelled),
        ("paymentFailed", OrderStatus.PaymentFailed), ("rejected", OrderStatus.Rejected), ("refunded", OrderStatus.Refunded),
    ];

    public static void Map(RouteGroupBuilder v1, IOrderQueries orders)
        => v1.MapGet("/orders", (Delegate)new OrderListEndpoint(orders).ListAsync).WithTags("Orders")
            .Is("ListOrders", "Orders, the newest first").WithDescription("An order is listed from its payment, its awaited payment or its end on.")
            .With("customerId", "One customer's.")
            .With("sellerId", "Those with a package of one seller.")
            .With(new OperationParameter("status", Microsoft.OpenApi.ParameterLocation.Query, "Where they are.") { Words = [.. Statuses.Select(status => status.Word)] })
            .With("createdAfter", "Placed after a time of RFC 3339.")
            .With("idempotencyKey", "Checked out with a key.")
            .IsPaged().Gives<OrderPage>();

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var checks = new Checks();
        var query = new QueryParameters(
            http, checks, "customerId", "sellerId", "status", "createdAfter", "idempotencyKey", "limit", "cursor");
        var command = new ListOrders
        {
            Space = KeySpace.Business,
            CustomerId = query.Id("customerId"),
            SellerId = query.Id("sellerId"),
            Status = checks.Choice("status", query.Value("status"), null, Statuses),
            CreatedAfter = query.Time("createdAfter"),
            IdempotencyKey = query.Text("idempotencyKey", 255),
            Cursor = query.Cursor(),
            Limit = query.Limit(),
        };
        checks.ThrowIfAny();
        var outcome = await orders.ListAsync(command);
        return outcome.Succeeded
            ? new Reply<OrderPage>(
                new([.. outcome.Value.Items.Select(OrderListItem.Of)], outcome.Value.Next, outcome.Value.AsOf), ApiJson.Default.OrderPage)
            : new ProblemReply(Refusals.ToProblem(outcome.Refusal));
    }
}
