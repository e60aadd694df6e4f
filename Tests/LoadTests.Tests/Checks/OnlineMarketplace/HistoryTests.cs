using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Checks.OnlineMarketplace;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;
using Marketplace.LoadTests.Tests.Stub;

namespace Marketplace.LoadTests.Tests.Checks.OnlineMarketplace;

public sealed class HistoryTests
{
    private static readonly OrderedItem[] Cart = [new(1, 1, 5), new(2, 3, 2)];

    [Theory]
    [InlineData(7, CheckOutcome.Held)]
    [InlineData(100, CheckOutcome.Broken)]
    internal async Task An_item_may_be_left_out_only_when_it_was_sold_out(int unitsLoaded, CheckOutcome outcome)
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => new StubReply(200, request.Path.EndsWith("/1", StringComparison.Ordinal)
            ? """[{"sellerId":1,"productId":1,"quantity":5},{"sellerId":2,"productId":3,"quantity":2}]"""
            : """[{"sellerId":2,"productId":3,"quantity":2}]""");
        var ledger = new CheckoutLedger();
        ledger.Acknowledge(new AcknowledgedCheckout(1, 1, Cart, IsExact: true));
        ledger.Acknowledge(new AcknowledgedCheckout(2, 2, Cart, IsExact: true));
        using var client = new HttpClient();
        var result = await new CheckoutHistoryCheck(client, new Routes(Runs.Options(stub)), ledger, unitsLoaded).RunAsync(CancellationToken.None);

        Assert.Equal(outcome, result.Outcome);
        if (outcome == CheckOutcome.Broken)
            Assert.Equal("customer 2, transaction 2: product 1/1 is missing and was not sold out", Assert.Single(result.Violations));
    }

    [Fact]
    public void A_history_as_the_cart_was_is_right() => Assert.Empty(Compare([new(2, 3, 2), new(1, 1, 5)], isExact: true));

    [Fact]
    public void More_than_the_cart_held_is_wrong_unless_something_may_have_been_left_in_it()
    {
        HistoryItem[] items = [new(1, 1, 6), new(2, 3, 2), new(3, 3, 1)];
        Assert.Equal(["product 1/1 comes 6 times instead of 5", "product 3/3 was not in the cart"], Compare(items, isExact: true));
        Assert.Empty(Compare(items, isExact: false));
    }

    [Fact]
    public void Fewer_units_than_were_added_are_always_wrong() =>
        Assert.Equal(["product 1/1 comes 4 times instead of 5"], Compare([new(1, 1, 4)], isExact: false));

    [Fact]
    public void A_product_on_two_lines_is_wrong() =>
        Assert.Equal(["product 2/3 comes on 2 lines"], Compare([new(2, 3, 2), new(2, 3, 2)], isExact: true));

    [Fact]
    public void A_history_without_items_is_wrong() => Assert.Equal(["it shows no items"], Compare([], isExact: false));

    private static IEnumerable<string> Compare(HistoryItem[] items, bool isExact) =>
        HistoryComparison.Violations(new AcknowledgedCheckout(1, 1, Cart, isExact), items);
}
