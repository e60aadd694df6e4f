using CsCheck;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Tests.Scenarios.OnlineMarketplace;

public sealed class DatasetTests
{
    [Fact]
    public void The_same_seed_gives_the_same_people_and_products() =>
        Gen.Select(Gen.Long, Gen.Int[1, 100_000]).Sample((seed, id) =>
        {
            Assert.Equal(Dataset.Customer(seed, id), Dataset.Customer(seed, id));
            Assert.Equal(Dataset.Seller(seed, id), Dataset.Seller(seed, id));
            Assert.Equal(Dataset.Product(seed, id, 3), Dataset.Product(seed, id, 3));
        });

    [Fact]
    public void Card_numbers_pass_the_Luhn_check() =>
        Gen.Select(Gen.Long, Gen.Int[1, 100_000]).Sample((seed, id) =>
        {
            var digits = Dataset.Customer(seed, id).CardNumber.Reverse().Select(digit => digit - '0').ToArray();
            var sum = digits.Select((digit, index) => index % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2).Sum();
            Assert.Equal(16, digits.Length);
            Assert.Equal(0, sum % 10);
        });

    [Fact]
    public void Prices_are_positive_and_in_cents() =>
        Gen.Select(Gen.Long, Gen.Int[1, 100_000]).Sample((seed, id) =>
        {
            var product = Dataset.Product(seed, id, 1);
            Assert.InRange(product.Price, 1.00m, 99.99m);
            Assert.InRange(product.Freight, 0, 9.99m);
            Assert.Equal(decimal.Round(product.Price, 2), product.Price);
        });
}
