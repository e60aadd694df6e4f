using Marketplace.Grains.Carts;
using Marketplace.Grains.Carts.Decisions;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Carts.Decisions;

public sealed class CartSettlingTests
{
    private readonly CartDraft _cart = new();

    public CartSettlingTests() => _cart.Add("p1", 2);

    [Fact]
    public void News_of_another_checkout_has_no_effect()
    {
        _cart.Freeze();
        Assert.False(_cart.End(OrderFate.Taken, checkout: 7));
        Assert.True(_cart.End(OrderFate.Taken));
        Assert.False(_cart.End(OrderFate.Failed, checkout: 0));
        Assert.Equal("", _cart.Lines);
    }

    [Theory]
    [InlineData(OrderFate.Taken, true)]
    [InlineData(OrderFate.Failed, true)]
    [InlineData(OrderFate.Rejected, false)]
    [InlineData(OrderFate.Never, false)]
    public void Only_a_final_outcome_uses_the_key_up(OrderFate fate, bool isKnown)
    {
        _cart.Freeze("k1");
        _cart.End(fate, key: Samples.Key("k1", "hash"));

        Assert.Equal(isKnown ? new CartKeyRow(0, "hash") : null, _cart.Freeze("k1").Known);
    }

    [Fact]
    public void A_cart_whose_lines_are_gone_need_not_ask_when_it_comes_back()
    {
        Assert.True(_cart.State.MayBeOrdered);
        _cart.Freeze();
        _cart.End(OrderFate.Taken);
        Assert.False(_cart.State.MayBeOrdered);
    }

    [Fact]
    public void A_cart_that_keeps_its_lines_must_ask_when_it_comes_back()
    {
        _cart.Freeze();
        _cart.End(OrderFate.Failed);
        Assert.True(_cart.State.MayBeOrdered);
    }

    [Fact]
    public void A_rejection_flags_its_lines_and_the_next_word_on_them_clears_that()
    {
        _cart.Add("p2", 1);
        _cart.Freeze();
        _cart.End(OrderFate.Rejected, problems: new LineProblem("s1", "p1", RefusalCodes.StockInsufficient, 1));

        Assert.Equal(RefusalCodes.StockInsufficient, Row("p1").Problem);
        Assert.Null(Row("p2").Problem);
        _cart.Set("p1", 1);
        Assert.Null(Row("p1").Problem);
    }

    [Fact]
    public void Thawed_the_lists_are_one_again_and_the_checkout_keeps_its_number()
    {
        _cart.Freeze();
        _cart.Add("p1", 1);
        var offer = new Offer(Samples.Brl(12), Samples.Brl(1));
        _cart.Thaw(new CartNote("s1/p1", offer));

        Assert.Equal("p1:3", _cart.Lines);
        Assert.Equal(0, _cart.State.Checkout);
        Assert.Equal(offer, Row("p1").Shown);
        Assert.Equal(_cart.Entity.NextVersion - 1, Row("p1").ShownAt);
        Assert.Equal(default, _cart.Remove("p1"));
    }

    [Fact]
    public void A_cart_that_nobody_touched_is_emptied_and_one_that_was_is_not()
    {
        var touched = _cart.State.TouchedAt;
        Assert.False(_cart.Entity.Run(touched.AddSeconds(-1), CartSettling.Expire));
        Assert.True(_cart.Entity.Run(touched, CartSettling.Expire));
        Assert.Equal("", _cart.Lines);
        Assert.Equal(0, _cart.State.Lines);
    }

    [Fact]
    public void Finding_out_that_there_was_no_order_is_no_touch()
    {
        var touched = _cart.State.TouchedAt;
        _cart.Entity.Now = touched.AddDays(40);
        _cart.Freeze();
        _cart.End(OrderFate.Never);
        Assert.Equal(touched, _cart.State.TouchedAt);
    }

    private CartRow Row(string product) => _cart.Entity.Get(CartRows.Lines, $"s1/{product}")!;
}
