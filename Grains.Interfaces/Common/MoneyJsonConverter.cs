using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Grains.Interfaces.Common;

/// <summary>Money as <c>{"amount":"36.28","currency":"BRL"}</c>: the amount is a string, exact in every language.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    /// <inheritdoc/>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Money is an object with 'amount' and 'currency'.");

        decimal? amount = null;
        string? currency = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("amount"u8))
                amount = ReadAmount(ref reader);
            else if (reader.ValueTextEquals("currency"u8))
                currency = ReadCurrency(ref reader);
            else
                throw new JsonException($"Money has no member '{reader.GetString()}'.");
        }

        return amount is { } a && currency is not null
            ? new Money(a, currency)
            : throw new JsonException("Money needs both 'amount' and 'currency'.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<char> digits = stackalloc char[64];
        value.Amount.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        writer.WriteStartObject();
        writer.WriteString("amount"u8, digits[..length]);
        writer.WriteString("currency"u8, value.Currency);
        writer.WriteEndObject();
    }

    private static decimal ReadAmount(ref Utf8JsonReader reader)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        reader.Read();
        return reader.TokenType == JsonTokenType.String
            && decimal.TryParse(reader.GetString(), Plain, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw new JsonException("Money's 'amount' is a decimal string such as \"36.28\".");
    }

    private static string ReadCurrency(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String && reader.GetString() is { } code && Currencies.IsKnown(code)
            ? string.Intern(code)
            : throw new JsonException("Money's 'currency' is an ISO 4217 code such as \"BRL\".");
    }
}
