using System.Net;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Api.Tests.Http;

namespace Marketplace.Api.Tests.OnlineMarketplace;

/// <summary>What no driver sends: the benchmark's routes refuse it as the API does, and name what is wrong.</summary>
public sealed class ContractBadInputTests(MarketplaceFixture marketplace)
{
    private const string P = "/online-marketplace";
    private const string Checkout = """{"PaymentType":"BOLETO","instanceId":"1" """;

    [Theory]
    [InlineData("POST", "/seller", "{}", 422, "id")]
    [InlineData("POST", "/seller", """{"id":-1}""", 422, "id")]
    [InlineData("POST", "/seller", """{"id":"1"}""", 400, "id")]
    [InlineData("POST", "/seller", """{"id":1.5}""", 400, "id")]
    [InlineData("POST", "/seller", """{"id":99999999999}""", 400, "id")]
    [InlineData("POST", "/seller", """{"id":1,"name":"a\u0000"}""", 422, "name")]
    [InlineData("POST", "/customer", "{}", 422, "id")]
    [InlineData("POST", "/customer", """{"id":1,"city":"a\ud800"}""", 400, "city")]
    [InlineData("POST", "/product", "{}", 422, "seller_id")]
    [InlineData("POST", "/product", """{"seller_id":1}""", 422, "product_id")]
    [InlineData("POST", "/product", """{"seller_id":1,"product_id":-7,"price":1}""", 422, "product_id")]
    [InlineData("POST", "/product", """{"seller_id":1,"product_id":1}""", 422, "price")]
    [InlineData("POST", "/product", """{"seller_id":1,"product_id":1,"price":null}""", 422, "price")]
    [InlineData("POST", "/product", """{"seller_id":1,"product_id":1,"price":"1"}""", 400, "price")]
    [InlineData("POST", "/product", """{"seller_id":1,"product_id":1,"price":1e400}""", 400, "price")]
    [InlineData("POST", "/product", """{"seller_id":1,"product_id":1,"price":1,"freight_value":-1}""", 422, "freight_value")]
    [InlineData("PUT", "/product", """{"seller_id":1,"product_id":1,"price":-1}""", 422, "price")]
    [InlineData("POST", "/stock", "{}", 422, "seller_id")]
    [InlineData("POST", "/stock", """{"seller_id":1,"product_id":1}""", 422, "qty_available")]
    [InlineData("POST", "/stock", """{"seller_id":1,"product_id":1,"qty_available":-1}""", 422, "qty_available")]
    [InlineData("POST", "/stock", "[]", 400, null)]
    [InlineData("PATCH", "/product", "{}", 422, "price")]
    [InlineData("PATCH", "/product", """{"price":1}""", 422, "sellerId")]
    [InlineData("PATCH", "/product", """{"sellerId":1,"price":1}""", 422, "productId")]
    [InlineData("PATCH", "/product", """{"sellerId":1,"productId":1,"price":1e30}""", 400, "price")]
    [InlineData("PATCH", "/cart/1/add", """{"Quantity":1}""", 422, "SellerId")]
    [InlineData("PATCH", "/cart/1/add", """{"SellerId":1,"ProductId":1}""", 422, "Quantity")]
    [InlineData("PATCH", "/cart/1/add", """{"SellerId":1,"ProductId":1,"Quantity":2000000}""", 422, "Quantity")]
    [InlineData("PATCH", "/cart/1/add", """{"SellerId":1,"ProductId":1,"Quantity":1,"Voucher":-1}""", 422, "Voucher")]
    [InlineData("PATCH", "/cart/abc/add", """{"SellerId":1,"ProductId":1,"Quantity":1}""", 422, "customerId")]
    [InlineData("PATCH", "/cart/-1/seal", null, 422, "customerId")]
    [InlineData("POST", "/cart/1/checkout", """{"PaymentType":"GOLD","instanceId":"1"}""", 422, "PaymentType")]
    [InlineData("POST", "/cart/1/checkout", """{"PaymentType":"BOLETO"}""", 422, "instanceId")]
    [InlineData("POST", "/cart/1/checkout", """{"PaymentType":"BOLETO","instanceId":"a b"}""", 422, "instanceId")]
    [InlineData("POST", "/cart/1/checkout", Checkout + ""","Installments":-1}""", 422, "Installments")]
    [InlineData("POST", "/cart/1/checkout", Checkout + ""","City":"a\u0000"}""", 422, "City")]
    [InlineData("POST", "/cart/1/checkout", """{"PaymentType":"CREDIT_CARD","instanceId":"1","CardNumber":"42"}""", 422, "CardNumber")]
    [InlineData("GET", "/cart/1/history/%20", null, 422, "tid")]
    [InlineData("GET", "/cart/1/history/none", null, 404, "tid")]
    [InlineData("GET", "/seller/dashboard/abc", null, 422, "sellerId")]
    [InlineData("GET", "/seller/dashboard/987654", null, 404, "sellerId")]
    [InlineData("PATCH", "/shipment/%20", null, 422, "tid")]
    public async Task What_makes_no_sense_is_named(string method, string path, string? body, int status, string? param)
    {
        var answer = await marketplace.Http.AskAsync(new HttpMethod(method), P + path, body);

        BadInputTests.AssertProblem(answer, (HttpStatusCode)status);
        Assert.Equal(param is null ? [] : [param], answer.Params);
    }

    [Fact]
    public async Task Of_a_price_that_is_no_number_it_is_said_what_is_expected()
    {
        var answer = await marketplace.Http.AskAsync(HttpMethod.Patch, P + "/product", """{"sellerId":1,"productId":1,"price":"7"}""");

        Assert.Equal("The value is not a number that fits.", answer.Json["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_text_of_ten_thousand_characters_is_named()
    {
        var text = new string('x', 10_000);

        var product = await marketplace.Http.AskAsync(
            HttpMethod.Post, P + "/product", $$"""{"seller_id":1,"product_id":1,"price":1,"description":"{{text}}"}""");
        var customer = await marketplace.Http.AskAsync(HttpMethod.Patch, $"{P}/cart/{text}/seal");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "description"), (product.Status, product.Params.Single()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "customerId"), (customer.Status, customer.Params.Single()));
    }
}
