using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Cards;

namespace Marketplace.Payments.Sandbox.Tests.Cards;

public sealed class CardTokenizerTests
{
    [Fact]
    public void A_token_shows_the_last_four_digits_and_nothing_else_of_the_number()
    {
        var token = CardTokenizer.Tokenize(new Card("4242-4242 4242 4242", "A. Buyer", "1230", "123", null));

        Assert.Equal(("VISA", "4242"), (token.Brand, token.LastFour));
        Assert.DoesNotContain("4242424242424242", token.Token, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "1230", "123")]
    [InlineData("12345678901", "1230", "123")]
    [InlineData("123456789012345678901", "1230", "123")]
    [InlineData("4242x42424242424", "1230", "123")]
    [InlineData("٤242424242424242", "1230", "123")]
    [InlineData("4242424242424242", "1330", "123")]
    [InlineData("4242424242424242", "0030", "123")]
    [InlineData("4242424242424242", "12/30", "123")]
    [InlineData("4242424242424242", "1230", "12")]
    [InlineData("4242424242424242", "1230", "12a")]
    public void A_card_that_makes_no_sense_is_refused(string number, string expiry, string code)
        => Assert.Throws<ArgumentException>(() => CardTokenizer.Tokenize(new Card(number, "A. Buyer", expiry, code, null)));

    [Fact]
    public void A_number_of_twenty_digits_which_the_benchmarks_generator_makes_is_taken()
        => Assert.Equal("7890", CardTokenizer.Tokenize(new Card("1234-567890-1234567890", "A. Buyer", "1230", "123", null)).LastFour);

    [Fact]
    public void A_card_shows_nothing_of_itself_in_text()
        => Assert.Equal("Card", new Card("4242424242424242", "A. Buyer", "1230", "123", null).ToString());

    [Theory]
    [InlineData("boleto")]
    [InlineData("tok_")]
    [InlineData("tok_x_1")]
    public void A_token_that_is_not_a_cards_is_approved(string token)
        => Assert.Equal(CardBehaviour.Approve, CardTokenizer.BehaviourOf(token));
}
