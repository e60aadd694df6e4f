using System.Net;
using System.Text;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public sealed class CardTests
{
    private const string Number = "4556737586899855";
    private const string SecurityCode = "965173";

    [Fact]
    public async Task A_card_s_number_is_in_no_file_of_the_marketplace_and_in_no_log()
    {
        await using var marketplace = await TestMarketplace.StartAsync(null, "--Logging:LogLevel:Default=Debug");
        var http = marketplace.Http;
        var shop = await Shop.OpenAsync(http);
        var cart = await shop.FillCartAsync(1);
        var payment = $$"""{"type":"card","card":{"number":"{{Number}}","holder":"Ana","expiry":"1230","securityCode":"{{SecurityCode[..3]}}"} }""";

        var paid = await http.PostAsync($"/v1/carts/{cart}/checkout", "card", Shop.Checkout(payment));
        var atBenchmark = await BuyAtBenchmarkAsync(http);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (paid.Status, atBenchmark.Status));
        Assert.DoesNotContain(Number, marketplace.Output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(marketplace.Folder, "*", SearchOption.AllDirectories))
        {
            var bytes = await ReadAsync(file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Number)) < 0, file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(SecurityCode)) < 0, file);
        }
    }

    // The log of the store is being written: it is read as far as it is.
    private static async Task<byte[]> ReadAsync(string file)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.ToArray();
        }
        catch (IOException)
        {
            // Locked by its owner, or gone.
            return [];
        }
    }

    private static async Task<Answer> BuyAtBenchmarkAsync(HttpClient http)
    {
        const string P = "/online-marketplace";
        await http.AskAsync(HttpMethod.Post, P + "/product", """{"seller_id":1,"product_id":1,"name":"n","price":1,"version":"0"}""");
        await http.AskAsync(HttpMethod.Post, P + "/stock", """{"seller_id":1,"product_id":1,"qty_available":10,"version":"0"}""");
        await http.AskAsync(HttpMethod.Post, P + "/customer", $$"""{"id":1,"first_name":"A","card_number":"{{Number}}","card_security_number":"{{SecurityCode}}"}""");
        await Eventually.HoldsAsync(async () => (await http.AskAsync(
            HttpMethod.Patch, P + "/cart/1/add", """{"SellerId":1,"ProductId":1,"Quantity":1}""")).Status == HttpStatusCode.OK);
        return await http.AskAsync(HttpMethod.Post, P + "/cart/1/checkout",
            $$"""{"PaymentType":"CREDIT_CARD","CardNumber":"{{Number}}","CardHolderName":"h","CardExpiration":"1230","CardSecurityNumber":"965","CardBrand":"VISA","instanceId":"1"}""");
    }
}
