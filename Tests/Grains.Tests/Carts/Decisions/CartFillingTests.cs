using Marketplace.Grains.Carts.Decisions;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Carts.Decisions;

public sealed class CartFillingTests
{
    private readonly CartDraft _cart = new();

    [Fact]
    public void One_product_is_one_line_however_often_it_is_added()
    {
        _cart.Add("p1", 2, discount: 1m);
        _cart.Add("p1", 3, discount: 0.5m);

        Assert.Equal("p1:5", _cart.Lines);
        Assert.Equal(1, _cart.State.Lines);
        Assert.Equal(1.5m, _cart.Freeze().Lines[0].Discount);
    }

    [Fact]
    public void What_is_added_to_a_frozen_cart_goes_beside_it()
    {
        _cart.Add("p1", 2);
        _cart.Freeze();
        _cart.Add("p1", 1);
        _cart.Add("p2", 4);

        Assert.Equal("p1:2", _cart.Lines);
        Assert.Equal("p1:1 p2:4", _cart.Added);
    }

    [Theory]
    [InlineData(OrderFate.Taken, "p1:1 p2:4")]
    [InlineData(OrderFate.Failed, "p1:3 p2:4")]
    [InlineData(OrderFate.Rejected, "p1:3 p2:4")]
    [InlineData(OrderFate.Never, "p1:3 p2:4")]
    public void Every_unit_is_in_the_order_or_in_the_cart_when_the_order_ends(OrderFate fate, string left)
    {
        _cart.Add("p1", 2);
        _cart.Freeze();
        _cart.Add("p1", 1);
        _cart.Add("p2", 4);

        Assert.True(_cart.End(fate));

        Assert.Equal(left, _cart.Lines);
        Assert.Equal("", _cart.Added);
        Assert.Equal((1L, 2, 0), (_cart.State.Checkout, _cart.State.Lines, _cart.State.Added));
        Assert.False(_cart.Standing.IsFrozenAt(_cart.State.Checkout));
    }

    [Fact]
    public void A_frozen_line_can_be_raised_but_neither_reduced_nor_removed()
    {
        _cart.Add("p1", 5);
        _cart.Freeze();

        Assert.Equal(0, _cart.Set("p1", 4).FrozenAt);
        Assert.Equal(0, _cart.Remove("p1").FrozenAt);
        Assert.Equal(default, _cart.Set("p1", 7));
        Assert.Equal("p1:2", _cart.Added);
        Assert.Equal(default, _cart.Set("p1", 5));
        Assert.Equal("", _cart.Added);
        Assert.Equal(0, _cart.State.Added);
    }

    [Fact]
    public void What_was_added_beside_can_be_taken_out_again()
    {
        _cart.Add("p1", 5);
        _cart.Freeze();
        _cart.Add("p2", 1);

        Assert.Equal(default, _cart.Remove("p2"));
        Assert.Equal("", _cart.Added);
    }

    [Theory]
    [InlineData(OrderFate.Taken)]
    [InlineData(OrderFate.Failed)]
    public void Emptied_while_its_order_runs_only_what_came_after_is_left(OrderFate fate)
    {
        _cart.Add("p1", 5);
        _cart.Freeze();
        _cart.Add("p2", 1);
        _cart.Empty();
        _cart.Add("p1", 1);
        Assert.Equal("p1:5", _cart.Lines);

        _cart.End(fate);

        Assert.Equal("p1:1", _cart.Lines);
    }

    [Fact]
    public void Emptied_while_its_order_runs_it_can_be_set_as_if_it_were_empty()
    {
        _cart.Add("p1", 5);
        _cart.Freeze();
        _cart.Empty();

        Assert.Equal(default, _cart.Set("p1", 2));
        _cart.End(OrderFate.Failed);
        Assert.Equal("p1:2", _cart.Lines);
    }

    [Fact]
    public void A_cart_holds_one_currency_and_takes_another_once_it_is_empty()
    {
        _cart.Add("p1", 1);
        var euros = new CartFill(_cart.Standing, "s1", "p2")
        {
            Quantity = 1,
            Offer = new(new Money(1, "EUR"), Money.Zero("EUR")),
            KnowsAdded = true,
        };

        Assert.Equal(RefusalCodes.CurrencyMixed, _cart.Entity.Run(euros, CartFilling.Add).Refusal!.Code);
        _cart.Remove("p1");
        Assert.Null(_cart.Entity.Run(euros, CartFilling.Add).Refusal);
    }

    [Fact]
    public void Limits_hold_over_both_lists()
    {
        for (var line = 0; line < CartLimits.MaxLines; line++)
        {
            if (line == 600)
                _cart.Freeze();
            Assert.Null(_cart.Add($"p{line}", 1).Refusal);
        }

        Assert.Equal(RefusalCodes.CartFull, _cart.Add("more", 1).Refusal!.Code);
        Assert.Equal(RefusalCodes.ValueInvalid, _cart.Add("p1", CartLimits.MaxQuantity).Refusal!.Code);
        Assert.Null(_cart.Add("p1", 1).Refusal);
    }

    [Fact]
    public void A_change_decided_before_it_knew_of_the_freezing_is_decided_again()
    {
        _cart.Add("p1", 1);
        _cart.Freeze();
        var late = new CartFill(_cart.Standing, "s1", "p1") { Quantity = 1, Offer = new(Samples.Brl(1), Samples.Brl(0)) };

        Assert.True(_cart.Entity.Run(late, CartFilling.Add).IsAgain);
        Assert.True(_cart.Entity.Run(late, CartFilling.Set).IsAgain);
        Assert.True(_cart.Entity.Run(late, CartFilling.Remove).IsAgain);
        Assert.Equal("p1:1", _cart.Lines);
    }

    [Fact]
    public void A_cart_is_made_once_a_key()
    {
        var command = new CreateCart("ana", Samples.Key("k"));
        Assert.False(_cart.Entity.Run(command, CartFilling.Create).Replayed);
        Assert.True(_cart.Entity.Run(command, CartFilling.Create).Replayed);
        Assert.Equal(
            RefusalCodes.KeyReused, _cart.Entity.Run(command with { Key = Samples.Key("k", "other") }, CartFilling.Create).Refusal!.Code);
        Assert.Equal(
            RefusalCodes.AlreadyExists, _cart.Entity.Run(command with { Key = Samples.Key("k2") }, CartFilling.Create).Refusal!.Code);
    }
}
