using System.Net;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Api.Tests.OnlineMarketplace;

/// <summary>The benchmark's contract, with the requests that its drivers send.</summary>
public class ContractTests : IAsyncLifetime
{
    private const string P = "/online-marketplace";

    private readonly MarketplaceStore _store;
    private TestMarketplace? _marketplace;

    public ContractTests() : this(ChosenStore.Value)
    {
    }

    protected ContractTests(MarketplaceStore store) => _store = store;

    private HttpClient Http => _marketplace!.Http;

    public async ValueTask InitializeAsync()
    {
        _marketplace = await TestMarketplace.StartAsync(_store);
        var answers = await Task.WhenAll(
            Http.AskAsync(HttpMethod.Post, P + "/stock", """{"seller_id":1,"product_id":1,"qty_available":10000,"qty_reserved":0,"order_count":0,"ytd":54,"data":"x","version":"0"}"""),
            Http.AskAsync(HttpMethod.Post, P + "/product", """{"seller_id":1,"product_id":1,"name":"n","sku":"s","category":"Games","description":"d","price":21.09,"freight_value":4.03,"version":"0","status":"approved"}"""),
            Http.AskAsync(HttpMethod.Post, P + "/seller", """{"id":1,"name":"S","company_name":"c","email":"e","phone":"1","mobile_phone":"1","cpf":"1","cnpj":"1","address":"a","complement":"b","city":"c","state":"s","zip_code":"43737"}"""),
            Http.AskAsync(HttpMethod.Post, P + "/customer", """{"id":1,"first_name":"A","last_name":"B","address":"a","complement":"b","birth_date":"01/26/2003","zip_code":"07137","city":"c","state":"s","card_number":"1","card_security_number":"965","card_expiration":"1126","card_holder_name":"h","card_type":"VISA","success_payment_count":0,"failed_payment_count":0,"delivery_count":0,"data":""}"""));
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Text)));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_marketplace is not null)
            await _marketplace.DisposeAsync();
    }

    [Fact]
    public async Task A_customer_buys_and_the_seller_delivers()
    {
        await BuyAsync(customer: 1, transaction: "3", quantity: 7);

        var history = await Http.ReadAsync(P + "/cart/1/history/3");
        await Eventually.HoldsAsync(async () => Orders(await DashboardAsync()) == 1);
        var dashboard = await DashboardAsync();
        await Eventually.HoldsAsync(async () =>
        {
            var delivered = await Http.AskAsync(HttpMethod.Patch, P + "/shipment/1");
            Assert.Equal((HttpStatusCode.Accepted, ""), (delivered.Status, delivered.Text));
            return Orders(await DashboardAsync()) == 0;
        });

        Assert.Equal("""[{"SellerId":1,"ProductId":1,"ProductName":"n","UnitPrice":21.09,"FreightValue":28.21,"Quantity":7,"Voucher":0,"Version":"0"}]""", history.Text);
        var view = dashboard.Json["sellerView"]!;
        Assert.Equal((147.63m, 28.21m, 175.84m), (view["total_items"]!.GetValue<decimal>(), view["total_freight"]!.GetValue<decimal>(), view["total_invoice"]!.GetValue<decimal>()));
        var entry = Assert.Single(dashboard.Json["orderEntries"]!.AsArray())!;
        Assert.Equal((6, 1), (entry["order_status"]!.GetValue<int>(), entry["delivery_status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_repeated_checkout_is_one_order_and_the_next_one_another()
    {
        await BuyAsync(customer: 2, transaction: "1", quantity: 1);
        Assert.Equal(HttpStatusCode.OK, (await CheckoutAsync(2, "1")).Status);
        await BuyAsync(customer: 2, transaction: "2", quantity: 1);

        await Eventually.HoldsAsync(async () => Orders(await DashboardAsync()) == 2);
    }

    [Fact]
    public async Task A_new_price_is_paid_when_the_checkout_is_repeated()
    {
        await AddAsync(3, 1);
        var priced = await Http.AskAsync(HttpMethod.Patch, P + "/product", """{"sellerId":1,"productId":1,"price":7.791,"instanceId":"13"}""");
        Assert.Equal((HttpStatusCode.Accepted, ""), (priced.Status, priced.Text));

        // The silo hears of the price from the log; a cart that is checked out before then is sold at the old one.
        var transaction = 5;
        await Eventually.HoldsAsync(async () =>
        {
            var id = (transaction++).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await AddAsync(3, 1);
            await Eventually.HoldsAsync(async () => (await CheckoutAsync(3, id)).Status == HttpStatusCode.OK);
            return (await Http.ReadAsync(P + "/cart/3/history/" + id)).Json[0]!["UnitPrice"]!.GetValue<decimal>() == 7.791m;
        });
    }

    [Fact]
    public async Task A_replacement_is_sold_under_its_version_and_a_cart_that_saw_the_old_one_is_told_before_it_pays()
    {
        await AddAsync(7, 1);
        var replaced = await PutAsync(HttpMethod.Put, seller: 1, price: "30.00", version: "1");
        Assert.Equal((HttpStatusCode.Accepted, ""), (replaced.Status, replaced.Text));

        // The silo hears of it from the log: once another customer has paid the new price it has.
        var transaction = 1;
        await Eventually.HoldsAsync(async () =>
        {
            var id = (transaction++).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await AddAsync(8, 1);
            await Eventually.HoldsAsync(async () => (await CheckoutAsync(8, id)).Status == HttpStatusCode.OK);
            return (await Http.ReadAsync(P + "/cart/8/history/" + id)).Json[0]!["Version"]!.GetValue<string>() == "1";
        });
        var told = await CheckoutAsync(7, "1");
        var paid = await CheckoutAsync(7, "1");
        var line = (await Http.ReadAsync(P + "/cart/7/history/1")).Json[0]!;

        Assert.Equal((HttpStatusCode.Conflict, ""), (told.Status, told.Text));
        Assert.Equal(HttpStatusCode.OK, paid.Status);
        Assert.Equal((30.00m, "1"), (line["UnitPrice"]!.GetValue<decimal>(), line["Version"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_delivery_takes_the_oldest_package_of_ten_sellers_and_the_next_one_the_others()
    {
        var sellers = Enumerable.Range(2, 12).ToArray();
        await Task.WhenAll(sellers.Select(LoadAsync));
        foreach (var seller in sellers)
            await AddAsync(9, 1, seller);
        Assert.Equal(HttpStatusCode.OK, (await CheckoutAsync(9, "1")).Status);
        await Eventually.HoldsAsync(async () => await UndeliveredAsync(sellers) == 12);

        // The board of who has something to deliver hears of the order a moment later, of all its sellers at once.
        await Eventually.HoldsAsync(async () =>
        {
            await Http.AskAsync(HttpMethod.Patch, P + "/shipment/1");
            return await UndeliveredAsync(sellers) < 12;
        });

        Assert.Equal(2, await UndeliveredAsync(sellers));
        await Http.AskAsync(HttpMethod.Patch, P + "/shipment/2");
        Assert.Equal(0, await UndeliveredAsync(sellers));
    }

    [Fact]
    public async Task Seal_empties_the_cart()
    {
        await AddAsync(4, 1);

        var sealedAnswer = await Http.AskAsync(HttpMethod.Patch, P + "/cart/4/seal");
        var unknown = await Http.AskAsync(HttpMethod.Patch, P + "/cart/99/seal");
        var checkout = await CheckoutAsync(4, "1");

        Assert.Equal((HttpStatusCode.OK, ""), (sealedAnswer.Status, sealedAnswer.Text));
        Assert.Equal((HttpStatusCode.OK, ""), (unknown.Status, unknown.Text));
        Assert.InRange((int)checkout.Status, 400, 499);
        Assert.Empty(checkout.Text);
    }

    [Fact]
    public async Task Reset_keeps_what_was_loaded_and_cleanup_keeps_nothing()
    {
        await BuyAsync(customer: 5, transaction: "1", quantity: 4);
        await Eventually.HoldsAsync(async () => Orders(await DashboardAsync()) == 1);

        Assert.Equal(HttpStatusCode.OK, (await Http.AskAsync(HttpMethod.Patch, P + "/reset")).Status);
        Assert.Equal(0, Orders(await DashboardAsync()));
        await BuyAsync(customer: 5, transaction: "1", quantity: 2);
        await Eventually.HoldsAsync(async () => (await InvariantsAsync())["stock"]!["reserved"]!.GetValue<int>() == 0);
        Assert.Equal((9_998, 2), Units(await InvariantsAsync()));

        Assert.Equal(HttpStatusCode.OK, (await Http.AskAsync(HttpMethod.Patch, P + "/cleanup")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await DashboardAsync()).Status);
        Assert.Equal((0, 0), Units(await InvariantsAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await Http.ReadAsync(P + "/cart/5/history/1")).Status);
    }

    [Fact]
    public async Task It_touches_no_real_business()
    {
        await BuyAsync(customer: 6, transaction: "1", quantity: 1);

        Assert.Equal(HttpStatusCode.NotFound, (await Http.ReadAsync("/v1/sellers/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.ReadAsync("/v1/sellers/1/products/1")).Status);
    }

    private async Task BuyAsync(int customer, string transaction, int quantity)
    {
        await AddAsync(customer, quantity);
        var answer = await CheckoutAsync(customer, transaction);
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Text));
    }

    private async Task LoadAsync(int seller)
    {
        var answers = await Task.WhenAll(
            Http.AskAsync(HttpMethod.Post, P + "/seller", $$"""{"id":{{seller}},"name":"S"}"""),
            PutAsync(HttpMethod.Post, seller, price: "1.00", version: "0"),
            Http.AskAsync(HttpMethod.Post, P + "/stock", $$"""{"seller_id":{{seller}},"product_id":1,"qty_available":10,"version":"0"}"""));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    private Task<Answer> PutAsync(HttpMethod method, int seller, string price, string version) => Http.AskAsync(
        method,
        P + "/product",
        $$"""{"seller_id":{{seller}},"product_id":1,"name":"n","sku":"s","category":"Games","description":"d","price":{{price}},"freight_value":4.03,"version":"{{version}}","status":"approved"}""");

    private async Task<int> UndeliveredAsync(int[] sellers)
    {
        var dashboards = await Task.WhenAll(sellers.Select(seller => Http.ReadAsync($"{P}/seller/dashboard/{seller}")));
        return dashboards.Sum(Orders);
    }

    private Task AddAsync(int customer, int quantity, int seller = 1) => Eventually.HoldsAsync(async () =>
    {
        var answer = await Http.AskAsync(
            HttpMethod.Patch,
            $"{P}/cart/{customer}/add",
            $$"""{"SellerId":{{seller}},"ProductId":1,"ProductName":"n","UnitPrice":21.09,"FreightValue":4.03,"Quantity":{{quantity}},"Voucher":0.0,"Version":"0"}""");
        Assert.Empty(answer.Text);
        return answer.Status == HttpStatusCode.OK;
    });

    private Task<Answer> CheckoutAsync(int customer, string transaction) => Http.AskAsync(
        HttpMethod.Post,
        $"{P}/cart/{customer}/checkout",
        $$"""{"CustomerId":{{customer}},"FirstName":"A","LastName":"B","Street":"s","Complement":"","City":"c","State":"s","ZipCode":"07137","PaymentType":"CREDIT_CARD","CardNumber":"4242-4242-4242-4242","CardHolderName":"h","CardExpiration":"1126","CardSecurityNumber":"965","CardBrand":"VISA","Installments":0,"instanceId":"{{transaction}}"}""");

    private Task<Answer> DashboardAsync() => Http.ReadAsync(P + "/seller/dashboard/1");

    private static int Orders(Answer dashboard) => dashboard.Json["sellerView"]!["count_orders"]!.GetValue<int>();

    private async Task<System.Text.Json.Nodes.JsonNode> InvariantsAsync()
        => (await _marketplace!.Operators.ReadAsync("/operations/invariants?space=om")).Json;

    private static (int OnHand, int Sold) Units(System.Text.Json.Nodes.JsonNode report)
        => (report["stock"]!["onHand"]!.GetValue<int>(), report["stock"]!["sold"]!.GetValue<int>());
}
