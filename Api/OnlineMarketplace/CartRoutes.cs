using Marketplace.Api.Http;
using Marketplace.Api.OnlineMarketplace.Documents;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>A customer's cart: its id is the customer's.</summary>
internal sealed class CartRoutes(IGrainFactory grains, IPaymentGateway gateway, OnlineMarketplaceSpace spaces)
{
    private const string Customer = "customerId";

    public async Task AddAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http, PascalCaseJson.Default.CartItemDocument);
        var quantity = (int)DocumentChecks.Number("Quantity", body.Quantity, 1, CartLimits.MaxQuantity);
        var refusal = await Cart(await spaces.GetAsync(), DocumentChecks.Id(http, Customer)).AddItemAsync(new AddCartItem
        {
            SellerId = DocumentChecks.Id("SellerId", body.SellerId),
            ProductId = DocumentChecks.Id("ProductId", body.ProductId),
            Quantity = quantity,

            // The benchmark takes a voucher off the line, a cart off each unit.
            Voucher = DocumentChecks.Amount("Voucher", body.Voucher) * (1m / quantity),
        });
        EmptyAnswers.Answer(http, refusal, StatusCodes.Status200OK);
    }

    public async Task SealAsync(HttpContext http)
    {
        var outcome = await Cart(await spaces.GetAsync(), DocumentChecks.Id(http, Customer)).EmptyAsync();

        // A cart that nobody made yet is as empty as one can be.
        var refusal = outcome.Refusal is { Code: RefusalCodes.NotFound } ? null : outcome.Refusal;
        EmptyAnswers.Answer(http, refusal, StatusCodes.Status200OK);
    }

    public async Task CheckoutAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http, PascalCaseJson.Default.CheckoutDocument);
        var customer = DocumentChecks.Id(http, Customer);
        var method = await CheckoutDocuments.TokenizeAsync(gateway, body, http.RequestAborted);
        var answer = await Cart(await spaces.GetAsync(), customer).CheckoutAsync(new CheckoutCart
        {
            Key = CheckoutDocuments.KeyOf(body, method),
            CustomerId = customer,
            ShipTo = CheckoutDocuments.AddressOf(body),
            Payment = method,
            Consent = CheckoutConsent.ByRepeating,
        });
        http.Response.StatusCode = answer switch
        {
            { Refusal: { } refusal } => Refusals.StatusOf(refusal.Code),
            { Order.Status: OrderStatus.Paid } => StatusCodes.Status200OK,
            _ => StatusCodes.Status202Accepted,
        };
    }

    public async Task HistoryAsync(HttpContext http)
    {
        var space = await spaces.GetAsync();
        var transaction = DocumentChecks.Transaction("tid", (string?)http.GetRouteValue("tid"));
        var order = await Cart(space, DocumentChecks.Id(http, Customer)).OrderOfAsync(transaction) is { } orderId
            ? await grains.At<IOrderGrain>(space.Key(orderId)).GetAsync()
            : null;
        if (order is null)
            await ProblemWriter.WriteAsync(http, Refusals.NotFound("checkout", "tid"));
        else
            await JsonAnswer.WriteAsync(http, Array.ConvertAll([.. order.Lines], ItemOf), PascalCaseJson.Default.CartItemDocumentArray);
    }

    private static CartItemDocument ItemOf(OrderLine line) => new()
    {
        SellerId = DashboardDocuments.NumberOf(line.SellerId),
        ProductId = DashboardDocuments.NumberOf(line.ProductId),
        ProductName = line.Name,
        UnitPrice = line.UnitPrice.Amount,
        FreightValue = line.Freight.Amount,
        Quantity = line.Quantity,
        Voucher = line.Discount.Amount,
        Version = line.Label,
    };

    private ICartGrain Cart(KeySpace space, string customerId) => grains.At<ICartGrain>(space.Key(customerId));
}
