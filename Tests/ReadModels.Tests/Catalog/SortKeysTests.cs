using CsCheck;
using Marketplace.ReadModels.Catalog;

namespace Marketplace.ReadModels.Tests.Catalog;

public sealed class SortKeysTests
{
    [Fact]
    public void Amounts_sort_as_their_keys_do()
        => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 6], Gen.Long[0, long.MaxValue], Gen.Int[0, 6])
            .Sample((a, scaleA, b, scaleB) =>
            {
                var (left, right) = (new decimal(a) / (decimal)Math.Pow(10, scaleA), new decimal(b) / (decimal)Math.Pow(10, scaleB));
                (left, right) = (Math.Truncate(left * 1_000_000) / 1_000_000, Math.Truncate(right * 1_000_000) / 1_000_000);
                Assert.Equal(
                    Math.Sign(left.CompareTo(right)), Math.Sign(string.CompareOrdinal(SortKeys.OfAmount(left), SortKeys.OfAmount(right))));
            });

    [Fact]
    public void The_largest_amount_has_a_key()
        => Assert.Equal("79228162514264337593543950335.000000", SortKeys.OfAmount(decimal.MaxValue));

    [Theory]
    [InlineData("Ärmel", "A\u0308RMEL")]
    [InlineData("a\0b", "AB")]
    public void Texts_are_one_without_regard_to_case_and_form(string left, string right)
        => Assert.Equal(SortKeys.OfText(left), SortKeys.OfText(right));

    [Fact]
    public void A_text_that_is_not_sound_has_a_key_and_a_long_one_a_short_one()
    {
        Assert.Equal("A\uFFFDB", SortKeys.OfText("a\uD800b"));
        Assert.Equal(200, SortKeys.OfText(new('x', 5_000)).Length);
    }
}
