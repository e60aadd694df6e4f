using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Silo.Http;

/// <summary>Holds a request's members to their rules and gathers what is wrong, so that a client hears everything at once.</summary>
internal sealed class Checks
{
    public const int MaxIdLength = 64;
    public const int MaxQuantity = 1_000_000;

    private const decimal MaxAmount = 1_000_000_000m;
    private const int MaxDecimals = 6;
    private const int MaxDecimalsOfPercentage = 4;
    private List<ProblemField>? _errors;

    public void Fail(string param, string code, string detail) => (_errors ??= []).Add(new(param, code, detail));

    /// <exception cref="ProblemException">Anything was wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors is null)
            return;
        var first = _errors[0];
        var problem = _errors.Count == 1
            ? new Problem(StatusCodes.Status422UnprocessableEntity, first.Code, $"{first.Param}: {first.Detail}")
            : new Problem(
                StatusCodes.Status422UnprocessableEntity, ProblemCodes.RequestInvalid, $"{_errors.Count} members of the request cannot be used.");
        throw new ProblemException(problem with { Errors = _errors });
    }

    public string Id(string param, string? value)
    {
        if (value is null)
            Missing(param);
        else if (!IsId(value))
            Fail(param, ProblemCodes.ValueInvalid, $"An id has 1 to {MaxIdLength} letters, digits, '_' or '-'.");
        return value ?? "";
    }

    public string? OptionalId(string param, string? value) => value is null ? null : Id(param, value);

    public string Text(string param, string? value, int max)
    {
        if (value is null)
            Missing(param);
        else if (string.IsNullOrWhiteSpace(value))
            Fail(param, ProblemCodes.ValueInvalid, "It must not be empty.");
        else
            OptionalText(param, value, max);
        return value ?? "";
    }

    /// <summary>A text that may be left out; an empty one is none, since nobody could ask for what is called nothing.</summary>
    public string? OptionalText(string param, string? value, int max) => ChangedText(param, value, max) is "" ? null : value;

    /// <summary>What to make of a text that may be there or not: null leaves it, and empty takes it away.</summary>
    public string? ChangedText(string param, string? value, int max)
    {
        if (value is null)
            return null;
        if (value.Length > max)
            Fail(param, ProblemCodes.ValueInvalid, $"It has {value.Length} characters; at most {max} are allowed.");
        else if (!IsText(value))
            Fail(param, ProblemCodes.ValueInvalid, "It holds a character that no text can have: NUL, or half of a surrogate pair.");
        return value;
    }

    public Money Money(string param, MoneyInput? value)
    {
        if (value is null)
            Missing(param);
        return value is null ? default : OptionalMoney(param, value)!.Value;
    }

    public Money? OptionalMoney(string param, MoneyInput? value)
    {
        if (value is null)
            return null;
        var currency = value.Currency;
        if (currency is null)
            Missing(param + ".currency");
        else if (!Currencies.IsKnown(currency))
            Fail(param + ".currency", ProblemCodes.ValueInvalid, "It is no currency that is dealt in here: give an ISO 4217 code such as BRL.");
        return new Money(Amount(param + ".amount", value.Amount), currency ?? "");
    }

    public int Quantity(string param, int? value)
    {
        if (value is null)
            Missing(param);
        else if (value is < 1 or > MaxQuantity)
            Fail(param, ProblemCodes.ValueInvalid, $"It must be a whole number from 1 to {MaxQuantity}.");
        return value ?? 0;
    }

    public long Number(string param, long? value, long least, long most)
    {
        if (value is null)
            Missing(param);
        else if (value < least || value > most)
            Fail(param, ProblemCodes.ValueInvalid, $"It must be a whole number from {least} to {most}.");
        return value ?? 0;
    }

    /// <summary>A percentage that may be left out: more than nothing, at most the whole.</summary>
    public decimal? OptionalPercentage(string param, string? text)
    {
        if (text is null)
            return null;
        if (Decimals.TryParse(text, out var percentage) && percentage is > 0 and <= 100 && percentage.Scale <= MaxDecimalsOfPercentage)
            return percentage;
        Fail(param, ProblemCodes.ValueInvalid, $"It must be a decimal number in a string, more than 0 and at most 100, with {MaxDecimalsOfPercentage} decimals at most.");
        return null;
    }

    /// <summary>A time that may be left out.</summary>
    public DateTimeOffset? OptionalTime(string param, string? text)
    {
        if (text is null)
            return null;
        if (Times.TryParse(text, out var time))
            return time;
        Fail(param, ProblemCodes.ValueInvalid, Times.Expected);
        return null;
    }

    public T Choice<T>(string param, string? value, T fallback, ReadOnlySpan<(string Word, T Meaning)> choices)
    {
        if (value is null)
            return fallback;
        foreach (var (word, meaning) in choices)
        {
            if (word == value)
                return meaning;
        }

        Fail(param, ProblemCodes.ValueInvalid, $"It must be one of: {Words(choices)}.");
        return fallback;
    }

    public void Missing(string param) => Fail(param, ProblemCodes.ValueMissing, "It is required.");

    public static bool IsId(ReadOnlySpan<char> value)
    {
        if (value.Length is 0 or > MaxIdLength)
            return false;
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not '_' and not '-')
                return false;
        }

        return true;
    }

    private static bool IsText(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\0' || char.IsLowSurrogate(c))
                return false;
            if (char.IsHighSurrogate(c) && (++i == value.Length || !char.IsLowSurrogate(value[i])))
                return false;
        }

        return true;
    }

    private decimal Amount(string param, string? text)
    {
        if (text is null)
        {
            Missing(param);
            return 0;
        }

        var isNegative = text.StartsWith('-');
        if (!Decimals.TryParse(isNegative ? text.AsSpan(1) : text, out var amount))
        {
            Fail(param, ProblemCodes.ValueInvalid, "It must be a decimal number in a string, such as \"36.28\".");
            return 0;
        }

        if (isNegative || amount > MaxAmount)
            Fail(param, ProblemCodes.ValueInvalid, $"It must be from 0 to {MaxAmount}.");
        else if (amount.Scale > MaxDecimals)
            Fail(param, ProblemCodes.ValueInvalid, $"It has {amount.Scale} decimals; at most {MaxDecimals} are allowed.");
        return amount;
    }

    private static string Words<T>(ReadOnlySpan<(string Word, T Meaning)> choices)
    {
        var words = new string[choices.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = choices[i].Word;
        return string.Join(", ", words);
    }
}
