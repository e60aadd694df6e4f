using System.Globalization;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>How often each transaction comes.</summary>
internal sealed class TransactionMix
{
    private static readonly Transaction[] All = Enum.GetValues<Transaction>();

    private readonly double[] _weights;
    private readonly double _sum;

    private TransactionMix(double[] weights)
    {
        _weights = weights;
        _sum = weights.Sum();
    }

    /// <summary>The benchmark's mix.</summary>
    public static TransactionMix Usual { get; } = Parse("checkout=31,dashboard=5,price=3,replacement=2,delivery=59");

    /// <summary>Reads weights such as <c>checkout=90,delivery=10</c>; what is not named does not come.</summary>
    /// <exception cref="FormatException">The text is something else; the message says what.</exception>
    public static TransactionMix Parse(string text)
    {
        var weights = new double[All.Length];
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            var index = Array.FindIndex(All, known => known.ToString().Equals(parts[0], StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                throw new FormatException($"'{parts[0]}' is no transaction; known are {string.Join(", ", All).ToLowerInvariant()}.");
            if (parts.Length < 2 || !double.TryParse(parts[1], CultureInfo.InvariantCulture, out var weight) || !(weight >= 0) || double.IsInfinity(weight))
                throw new FormatException($"'{entry}' has no weight; write it as {parts[0]}=31.");
            weights[index] = weight;
        }
        return weights.Sum() > 0 ? new TransactionMix(weights) : throw new FormatException("A mix needs a transaction with a weight above zero.");
    }

    /// <summary>Probability of a transaction, 0 to 1.</summary>
    public double ShareOf(Transaction transaction) => _weights[(int)transaction] / _sum;

    public Transaction Next(ref IterationRandom random)
    {
        var point = random.NextDouble() * _sum;
        var last = Transaction.Checkout;
        foreach (var transaction in All)
        {
            var weight = _weights[(int)transaction];
            if (weight == 0) continue;
            if (point < weight) return transaction;
            point -= weight;
            last = transaction;
        }
        // Rounding can leave the point a hair beyond the last interval.
        return last;
    }

    public override string ToString() => string.Join(
        ',', All.Where(transaction => _weights[(int)transaction] > 0).Select(Describe));

    private string Describe(Transaction transaction) => string.Create(
        CultureInfo.InvariantCulture, $"{transaction.ToString().ToLowerInvariant()}={_weights[(int)transaction]}");
}
