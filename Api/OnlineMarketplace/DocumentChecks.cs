using System.Globalization;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>What the benchmark's requests are held to.</summary>
internal static class DocumentChecks
{
    public const string Currency = "BRL";

    private const decimal MaxAmount = 1_000_000_000m;
    private const int PriceDigits = 6;
    private const int MaxTransactionLength = 128;

    /// <summary>An id in the body.</summary>
    /// <exception cref="ProblemException">There is none, or it is negative.</exception>
    public static string Id(string name, int? id) => Number(name, id, 0, int.MaxValue).ToString(CultureInfo.InvariantCulture);

    /// <summary>An id in the path.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static string Id(HttpContext http, string name)
        => int.TryParse((string)http.GetRouteValue(name)!, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id.ToString(CultureInfo.InvariantCulture)
            : throw Invalid(name, $"It must be a whole number from 0 to {int.MaxValue}.");

    /// <summary>A transaction's id, in the path or the body.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static string Transaction(string name, string? id)
        => id is { Length: > 0 and <= MaxTransactionLength } && !id.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? id
            : throw Invalid(name, $"It must have 1 to {MaxTransactionLength} visible ASCII characters.");

    /// <summary>An amount in the benchmark's currency. Drivers send floats: what is beyond a price's digits is noise.</summary>
    /// <exception cref="ProblemException">There is none, or it is negative or beyond all prices.</exception>
    public static Money Amount(string name, decimal? amount) => amount is >= 0 and <= MaxAmount
        ? new Money(decimal.Round(amount.Value, PriceDigits), Currency)
        : throw (amount is null ? Missing(name) : Invalid(name, $"It must be from 0 to {MaxAmount}."));

    /// <exception cref="ProblemException">There is none, or it is outside the range.</exception>
    public static long Number(string name, long? value, long least, long most) => value >= least && value <= most
        ? value.Value
        : throw (value is null ? Missing(name) : Invalid(name, $"It must be a whole number from {least} to {most}."));

    /// <summary>Text that is kept. The benchmark's generator leaves some empty.</summary>
    /// <exception cref="ProblemException">It is too long, or no text.</exception>
    public static string? Text(string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var checks = new Checks();
        checks.OptionalText(name, text, 1_000);
        checks.ThrowIfAny();
        return text;
    }

    public static ProblemException Invalid(string name, string detail)
        => new(Problem.Of(StatusCodes.Status422UnprocessableEntity, ProblemCodes.ValueInvalid, detail, name));

    private static ProblemException Missing(string name)
        => new(Problem.Of(StatusCodes.Status422UnprocessableEntity, ProblemCodes.ValueMissing, "It is required.", name));
}
