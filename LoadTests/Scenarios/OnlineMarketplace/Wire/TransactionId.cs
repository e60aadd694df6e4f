using System.Globalization;
using System.Text.Json;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>Transaction ids, which are numbers here and strings in the contract.</summary>
internal static class TransactionId
{
    public static string ToText(long transaction) => transaction.ToString(CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, long transaction)
    {
        Span<char> digits = stackalloc char[20];
        transaction.TryFormat(digits, out var written, provider: CultureInfo.InvariantCulture);
        json.WriteString(name, digits[..written]);
    }
}
