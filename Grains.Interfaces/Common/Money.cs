using System.Text.Json.Serialization;

namespace Marketplace.Grains.Interfaces.Common;

/// <summary>An amount in a currency. Amounts of two currencies never add up.</summary>
/// <param name="Amount">The amount, as given: prices carry up to six decimals, totals the currency's own.</param>
/// <param name="Currency">An ISO 4217 code that <see cref="Currencies"/> knows.</param>
[GenerateSerializer, Immutable, Alias("money")]
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money([property: Id(0)] decimal Amount, [property: Id(1)] string Currency)
{
    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(string currency) => new(0m, currency);

    /// <summary>Adds two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount, Same(left, right));

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount, Same(left, right));

    /// <summary>Multiplies an amount.</summary>
    public static Money operator *(Money left, decimal factor) => new(left.Amount * factor, left.Currency);

    /// <summary>Adds two amounts of one currency.</summary>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>Subtracts an amount of the same currency.</summary>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <summary>Multiplies an amount.</summary>
    public static Money Multiply(Money left, decimal factor) => left * factor;

    /// <summary>Rounds half to even to the currency's digits. Done at the line, once.</summary>
    public Money Round() => new(decimal.Round(Amount, Currencies.DigitsOf(Currency), MidpointRounding.ToEven), Currency);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency}");

    private static string Same(Money left, Money right) => left.Currency == right.Currency
        ? left.Currency
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} do not add up.");
}
