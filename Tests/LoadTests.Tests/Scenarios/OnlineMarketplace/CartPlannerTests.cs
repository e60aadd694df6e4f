using CsCheck;
using Marketplace.LoadTests.Scenarios;
using Marketplace.LoadTests.Scenarios.Keys;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Tests.Scenarios.OnlineMarketplace;

public sealed class CartPlannerTests
{
    [Fact]
    public void Carts_hold_one_to_ten_distinct_items_or_as_many_as_there_are() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Bool, Gen.Long).Sample((sellers, products, zipf, seed) =>
        {
            var options = new OnlineMarketplaceOptions
            {
                Endpoint = new Uri("http://127.0.0.1"),
                Sellers = sellers,
                ProductsPerSeller = products,
                Keys = zipf ? KeyDistribution.Zipf : KeyDistribution.Uniform,
            };
            var catalogue = new Catalogue(options);
            var lines = new CartLine[options.MaximumCartItems];
            var random = new IterationRandom(seed, 1);
            var count = CartPlanner.Plan(catalogue, lines, ref random);

            Assert.InRange(count, 1, Math.Min(10, sellers * products));
            var planned = lines.Take(count).ToArray();
            Assert.Equal(count, planned.Select(line => line.Item).Distinct().Count());
            Assert.All(planned, line => Assert.InRange(line.Quantity, 1, 10));
        });
}
