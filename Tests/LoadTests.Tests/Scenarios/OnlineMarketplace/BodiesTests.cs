using System.Text;
using System.Text.Json;
using Marketplace.LoadTests.Http;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Tests.Scenarios.OnlineMarketplace;

/// <summary>The exact bytes, because names come in a case of their own on each route.</summary>
public sealed class BodiesTests
{
    private static readonly Place Recife = new("Recife", "PE", "07137");

    private static readonly Product Lamp = new(9, 3, "small lamp", "PRD1", "Games", "A lamp", 36.28m, 4.12m, "0");

    [Fact]
    public void An_addition_to_a_cart_is_in_Pascal_case() => AssertJson(
        """{"SellerId":9,"ProductId":3,"ProductName":"small lamp","UnitPrice":36.28,"FreightValue":4.12,"Quantity":7,"Voucher":0.0,"Version":"0"}""",
        new CartLine(new CatalogueItem(Lamp), 7, HasVoucher: false),
        CartBodies.WriteItem);

    [Fact]
    public void A_voucher_is_a_tenth_of_the_price() => AssertJson(
        """{"SellerId":9,"ProductId":3,"ProductName":"small lamp","UnitPrice":36.28,"FreightValue":4.12,"Quantity":1,"Voucher":3.6280,"Version":"0"}""",
        new CartLine(new CatalogueItem(Lamp), 1, HasVoucher: true),
        CartBodies.WriteItem);

    [Fact]
    public void A_checkout_is_in_Pascal_case_but_for_its_transaction() => AssertJson(
        """{"CustomerId":1,"FirstName":"Ana","LastName":"Lima","Street":"1 Hill Street","Complement":"Apartment 2","City":"Recife","State":"PE","ZipCode":"07137","PaymentType":"CREDIT_CARD","CardNumber":"4000000000000002","CardHolderName":"Ana Lima","CardExpiration":"1126","CardSecurityNumber":"965","CardBrand":"VISA","Installments":3,"instanceId":"17"}""",
        (Customer(), new Payment("CREDIT_CARD", 3), 17L),
        CartBodies.WriteCheckout);

    [Fact]
    public void A_price_is_in_camel_case() => AssertJson(
        """{"sellerId":9,"productId":3,"price":36.28,"instanceId":"13"}""", (Lamp, 13L), ProductBodies.WritePrice);

    [Fact]
    public void A_product_is_in_snake_case() => AssertJson(
        """{"seller_id":9,"product_id":3,"name":"small lamp","sku":"PRD1","category":"Games","description":"A lamp","price":36.28,"freight_value":4.12,"version":"0","status":"approved"}""",
        Lamp,
        ProductBodies.WriteProduct);

    [Fact]
    public void Stock_is_in_snake_case() => AssertJson(
        """{"seller_id":9,"product_id":3,"qty_available":10000,"qty_reserved":0,"order_count":0,"ytd":0,"data":"loaded","version":"0"}""",
        Lamp,
        LoadingBodies.WriteStock);

    [Fact]
    public void A_seller_is_in_snake_case() => AssertJson(
        """{"id":2,"name":"Lima Store","company_name":"Lima Store","email":"seller2@example.com","phone":"1","mobile_phone":"1","cpf":"2","cnpj":"3","address":"1 Hill Street","complement":"","city":"Recife","state":"PE","zip_code":"07137"}""",
        new Seller(2, "Lima Store", "seller2@example.com", "1", "2", "3", "1 Hill Street", Recife),
        LoadingBodies.WriteSeller);

    [Fact]
    public void A_customer_is_in_snake_case() => AssertJson(
        """{"id":1,"first_name":"Ana","last_name":"Lima","address":"1 Hill Street","complement":"Apartment 2","birth_date":"01/26/2003","zip_code":"07137","city":"Recife","state":"PE","card_number":"4000000000000002","card_security_number":"965","card_expiration":"1126","card_holder_name":"Ana Lima","card_type":"VISA","success_payment_count":0,"failed_payment_count":0,"delivery_count":0,"data":"loaded"}""",
        Customer(),
        LoadingBodies.WriteCustomer);

    [Fact]
    public void A_body_states_its_own_length_each_time_it_is_rewritten()
    {
        using var body = new JsonBody();
        body.Write(100, (json, value) => json.WriteNumberValue(value));
        Assert.Equal(3, body.Headers.ContentLength);
        body.Write(7, (json, value) => json.WriteNumberValue(value));
        Assert.Equal(1, body.Headers.ContentLength);
        Assert.Equal("application/json; charset=utf-8", body.Headers.ContentType!.ToString());
    }

    private static Customer Customer() =>
        new(1, "Ana", "Lima", "1 Hill Street", "Apartment 2", "01/26/2003", Recife, "4000000000000002", "965", "1126", "VISA");

    private static void AssertJson<T>(string expected, T value, Action<Utf8JsonWriter, T> write)
    {
        using var body = new JsonBody();
        Assert.Equal(expected, Encoding.UTF8.GetString(body.Write(value, write).Written.Span));
    }
}
