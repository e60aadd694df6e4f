using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Catalog;

/// <summary>What a price may be.</summary>
internal static class PriceRules
{
    public const decimal Max = 1_000_000_000_000m;
    private const int MaxDecimals = 6;

    /// <summary>Why a price and a freight cannot be a product's, or null when they can.</summary>
    public static Refusal? Check(Money price, Money freight)
        => Check(price, "price") ?? Check(freight, "freight") ?? (freight.Currency == price.Currency
            ? null
            : Invalid($"Freight is in the price's currency, {price.Currency}.", "freight"));

    private static Refusal? Check(Money value, string param) => value switch
    {
        { Currency: null } => Invalid("A currency is missing.", param),
        _ when !Currencies.IsKnown(value.Currency) => Invalid($"'{value.Currency}' is not a known currency.", param),
        { Amount: < 0 or > Max } => Invalid($"An amount is from 0 to {Max}.", param),
        _ when decimal.Round(value.Amount, MaxDecimals) != value.Amount => Invalid($"An amount has at most {MaxDecimals} decimals.", param),
        _ => null,
    };

    private static Refusal Invalid(string detail, string param) => new(RefusalCodes.ValueInvalid, detail, param);
}
