using System.Globalization;

namespace Marketplace.Silo.Http;

/// <summary>
/// Reads a closed list of query parameters. One that is unknown, repeated or empty is refused: a client that misspells a filter, or whose
/// value got lost, must not be given a list of something else.
/// </summary>
internal readonly struct QueryParameters
{
    public const int MaxLimit = 200;
    public const int DefaultLimit = 50;

    private readonly IQueryCollection _query;
    private readonly Checks _checks;

    /// <exception cref="ProblemException">A parameter is unknown, repeated or empty.</exception>
    public QueryParameters(HttpContext http, Checks checks, params ReadOnlySpan<string> known)
    {
        (_query, _checks) = (http.Request.Query, checks);
        foreach (var (name, values) in _query)
        {
            if (!known.Contains(name))
            {
                var list = known.Length == 0 ? "There are none here." : $"There are: {string.Join(", ", known!)}.";
                throw Refuse(ProblemCodes.ParameterUnknown, $"There is no such parameter. {list}", name);
            }

            if (values.Count > 1)
                throw Refuse(ProblemCodes.ParameterRepeated, "It is given more than once.", name);
            if (values == "")
                throw Refuse(ProblemCodes.ParameterEmpty, "It has no value: give one, or leave the parameter out.", name);
        }
    }

    public string? Text(string name, int max) => _checks.OptionalText(name, Value(name), max);

    public string? Id(string name) => _checks.OptionalId(name, Value(name));

    public int Limit()
    {
        if (Value("limit") is not { } text)
            return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit)
            return limit;
        _checks.Fail("limit", ProblemCodes.ValueInvalid, $"It must be a whole number from 1 to {MaxLimit}.");
        return DefaultLimit;
    }

    public bool? Switch(string name)
    {
        var text = Value(name);
        if (text is not null and not "true" and not "false")
            _checks.Fail(name, ProblemCodes.ValueInvalid, "It must be true or false.");
        return text is null ? null : text == "true";
    }

    public decimal? Amount(string name)
    {
        if (Value(name) is not { } text)
            return null;
        if (Decimals.TryParse(text, out var amount))
            return amount;
        _checks.Fail(name, ProblemCodes.ValueInvalid, "It must be a decimal number from 0, such as 36.28.");
        return null;
    }

    public DateTimeOffset? Time(string name) => _checks.OptionalTime(name, Value(name));

    public string? Cursor() => Value("cursor");

    public string? Value(string name) => _query.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;

    private static ProblemException Refuse(string code, string detail, string param)
        => new(Problem.Of(StatusCodes.Status400BadRequest, code, detail, param));
}
