using System.Collections.Concurrent;
using System.Globalization;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Shop;

/// <summary>
/// Buys under the benchmark's prefix, where a line that is sold out is left out of the order. Nearly all of its carts hold such a line.
/// </summary>
internal sealed class BenchmarkCustomer(PatientClient client, int customer, int seed, ConcurrentBag<BenchmarkCheckout> checkouts)
{
    private readonly Random _random = new(seed);

    /// <summary>Buys until told to stop; what has begun is brought to its end.</summary>
    public async Task BuyAsync(CancellationToken stop)
    {
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            var transaction = number.ToString(CultureInfo.InvariantCulture);
            await AddAsync(Catalogue.BenchmarkPlenty);
            await AddAsync(Catalogue.BenchmarkScarce);
            var answer = await client.SendAsync(HttpMethod.Post, $"/online-marketplace/cart/{customer}/checkout", Checkout(transaction));
            checkouts.Add(new(customer, transaction, (int)answer.Status));
            if (!answer.IsSuccess)
                await client.SendAsync(HttpMethod.Patch, $"/online-marketplace/cart/{customer}/seal", Checkout(transaction));
            if (_random.Next(3) == 0)
                await client.SendAsync(HttpMethod.Patch, $"/online-marketplace/shipment/{transaction}");
        }
    }

    private Task<Answer> AddAsync(int product) => client.SendAsync(
        HttpMethod.Patch,
        $"/online-marketplace/cart/{customer}/add",
        $$"""
        {"SellerId":{{_random.Next(1, Catalogue.BenchmarkSellers + 1)}},"ProductId":{{product}},"ProductName":"p","UnitPrice":9.99,"FreightValue":1,"Quantity":{{_random.Next(1, 4)}},"Voucher":0,"Version":"0"}
        """);

    private string Checkout(string transaction) =>
        $$"""
        {"CustomerId":{{customer}},"FirstName":"A","LastName":"B","Street":"S","Complement":"","City":"C","State":"S","ZipCode":"07137","PaymentType":"CREDIT_CARD","CardNumber":"4242424242424242","CardHolderName":"A","CardExpiration":"1130","CardSecurityNumber":"965","CardBrand":"VISA","Installments":1,"instanceId":"{{transaction}}"}
        """;
}
