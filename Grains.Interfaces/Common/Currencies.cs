using System.Collections.Frozen;

namespace Marketplace.Grains.Interfaces.Common;

/// <summary>The currencies that the marketplace deals in, with their minor digits (ISO 4217).</summary>
public static class Currencies
{
    private static readonly FrozenDictionary<string, int> Digits =
        Of(0, "CLP ISK JPY KRW VND")
        .Concat(Of(2, "AED ARS AUD BRL CAD CHF CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR MXN MYR"))
        .Concat(Of(2, "NOK NZD PEN PHP PLN RON SAR SEK SGD THB TRY TWD UAH USD UYU ZAR"))
        .Concat(Of(3, "BHD JOD KWD OMR TND"))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a code is known; codes are upper case.</summary>
    public static bool IsKnown(string code) => Digits.ContainsKey(code);

    /// <summary>A currency's minor digits: 0, 2 or 3.</summary>
    /// <exception cref="ArgumentException">The currency is unknown.</exception>
    public static int DigitsOf(string code) => Digits.TryGetValue(code, out var digits)
        ? digits
        : throw new ArgumentException($"'{code}' is not a known currency.", nameof(code));

    private static IEnumerable<KeyValuePair<string, int>> Of(int digits, string codes)
        => codes.Split(' ').Select(code => KeyValuePair.Create(code, digits));
}
