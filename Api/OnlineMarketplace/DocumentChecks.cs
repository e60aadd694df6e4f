using System.Globalization;
using Marketplace.Api.Http;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>What the benchmark's requests are held to.</summary>
internal static class DocumentChecks
{
    public const string Currency = "BRL";

    private const decimal MaxAmount = 1_000_000_000m;
    private const int PriceDigits = 6;

    public static string Id(int id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>An id in the path.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static string Id(HttpContext http, string name)
    {
        var id = (string)http.GetRouteValue(name)!;
        return Checks.IsId(id)
            ? id
            : throw new ProblemException(Problem.Of(StatusCodes.Status422UnprocessableEntity, ProblemCodes.ValueInvalid, "It is no id.", name));
    }

    /// <summary>An amount in the benchmark's currency. Drivers send floats: what is beyond a price's digits is noise.</summary>
    /// <exception cref="ProblemException">It is negative or beyond all prices.</exception>
    public static Money Amount(string name, decimal amount) => amount is >= 0 and <= MaxAmount
        ? new Money(decimal.Round(amount, PriceDigits), Currency)
        : throw new ProblemException(Problem.Of(
            StatusCodes.Status422UnprocessableEntity, ProblemCodes.ValueInvalid, $"It must be from 0 to {MaxAmount}.", name));

    /// <exception cref="ProblemException">It is outside the range.</exception>
    public static long Number(string name, long value, long least, long most) => value >= least && value <= most
        ? value
        : throw new ProblemException(Problem.Of(
            StatusCodes.Status422UnprocessableEntity, ProblemCodes.ValueInvalid, $"It must be from {least} to {most}.", name));

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
}
