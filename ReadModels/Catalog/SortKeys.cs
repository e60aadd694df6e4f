using System.Globalization;
using System.Text;

namespace Marketplace.ReadModels.Catalog;

/// <summary>Texts that sort as what they stand for.</summary>
internal static class SortKeys
{
    private const int MaxLength = 200;

    /// <summary>The beginning of a text without regard to case and normal form.</summary>
    public static string OfText(string text)
    {
        // A lone surrogate has no normal form, and a NUL would end the text early in the engine.
        var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);
        var key = sound.Normalize(NormalizationForm.FormC).ToUpperInvariant();
        return key.Length <= MaxLength ? key : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key[..MaxLength]));
    }

    /// <summary>An amount of at least 0: 29 digits before the point and 6 after it, as many as a price may have.</summary>
    public static string OfAmount(decimal amount)
    {
        var cut = decimal.Max(0, decimal.Truncate(amount));
        var fraction = decimal.Max(0, amount) - cut;
        return string.Create(
            CultureInfo.InvariantCulture, $"{cut:00000000000000000000000000000}.{decimal.Truncate(fraction * 1_000_000):000000}");
    }
}
