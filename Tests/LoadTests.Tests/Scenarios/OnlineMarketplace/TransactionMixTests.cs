using CsCheck;
using Marketplace.LoadTests.Scenarios;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;

namespace Marketplace.LoadTests.Tests.Scenarios.OnlineMarketplace;

public sealed class TransactionMixTests
{
    private const int Draws = 20_000;

    [Fact]
    public void The_usual_mix_is_the_benchmarks()
    {
        var mix = TransactionMix.Usual;
        Assert.Equal(0.31, mix.ShareOf(Transaction.Checkout), 12);
        Assert.Equal(0.05, mix.ShareOf(Transaction.Dashboard), 12);
        Assert.Equal(0.03, mix.ShareOf(Transaction.Price), 12);
        Assert.Equal(0.02, mix.ShareOf(Transaction.Replacement), 12);
        Assert.Equal(0.59, mix.ShareOf(Transaction.Delivery), 12);
        Assert.Equal(0, mix.ShareOf(Transaction.Abandon));
    }

    [Fact]
    public void Transactions_come_in_the_proportions_of_their_weights() =>
        Gen.Select(Gen.Int[0, 100].Array[6], Gen.Long).Where((weights, _) => weights.Sum() > 0).Sample((weights, seed) =>
        {
            var names = Enum.GetNames<Transaction>();
            var mix = TransactionMix.Parse(string.Join(',', weights.Select((weight, index) => $"{names[index]}={weight}")));
            var counts = new int[weights.Length];
            for (var number = 0; number < Draws; number++)
            {
                var random = new IterationRandom(seed, number);
                counts[(int)mix.Next(ref random)]++;
            }
            for (var index = 0; index < weights.Length; index++)
            {
                var expected = (double)Draws * weights[index] / weights.Sum();
                var tolerance = 6 * Math.Sqrt(expected);
                Assert.InRange(counts[index], expected - tolerance, expected + tolerance);
            }
        }, iter: 30);

    [Fact]
    public void A_mix_reads_what_it_writes() =>
        Assert.Equal("checkout=31,delivery=0.5", TransactionMix.Parse(" checkout = 31 , delivery=0.5,price=0").ToString());

    [Theory]
    [InlineData("", "above zero")]
    [InlineData("checkout=0", "above zero")]
    [InlineData("browse=1", "'browse' is no transaction")]
    [InlineData("checkout", "has no weight")]
    [InlineData("checkout=-1", "has no weight")]
    [InlineData("checkout=NaN", "has no weight")]
    [InlineData("checkout=Infinity", "has no weight")]
    public void A_mix_that_makes_no_sense_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => TransactionMix.Parse(text)).Message, StringComparison.Ordinal);
}
