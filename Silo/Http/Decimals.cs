using System.Globalization;

namespace Marketplace.Silo.Http;

/// <summary>Decimal numbers as the API writes them: digits, and a point with digits after it.</summary>
internal static class Decimals
{
    private const int MaxLength = 32;

    /// <summary>Reads one; other ways of writing numbers (<c>1e3</c>, <c>.5</c>, <c>+1</c>, <c>1,000</c>) are none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        return text.Length is > 0 and <= MaxLength
            && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }
}
