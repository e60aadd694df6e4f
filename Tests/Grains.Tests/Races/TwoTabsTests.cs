using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Races;

public sealed class TwoTabsTests(GrainsFixture fixture) : IClassFixture<GrainsFixture>
{
    private readonly Shop _shop = new(fixture);

    [Fact]
    public async Task Two_tabs_with_two_keys_and_one_cart_make_one_order()
    {
        await _shop.OfferAsync("a", 10_000);
        await _shop.OfferAsync("b", 10_000);

        await Rounds.RunAsync(200, async (round, random) =>
        {
            var cart = $"tabs-{round}";
            await _shop.AddAsync(cart, "a", 2);
            await _shop.AddAsync(cart, "b");
            var answers = new CheckoutAnswer[4];

            await Rounds.AtOnceAsync(
                random,
                [.. Enumerable.Range(0, 4).Select(tab => (Func<Task>)(async () => answers[tab] = await _shop.CheckOutAsync(cart, $"k{tab % 2}")))]);

            var order = Assert.Single(answers.Select(answer => answer.Order?.OrderId).OfType<string>().Distinct());
            Assert.All(answers.Where(answer => answer.Order is null), answer => Assert.True(
                answer.Refusal!.Code == RefusalCodes.CartEmpty
                || (answer.Refusal.Code == RefusalCodes.CartCheckedOut && answer.OrderId == order)));
            Assert.Empty((await _shop.Cart(cart).GetAsync())!.Lines);
        });

        var orders = await ShopInvariants.CheckAsync(_shop, new Dictionary<string, long> { ["a"] = 10_000, ["b"] = 10_000 });
        Assert.Equal(200, orders.Count);
    }
}
