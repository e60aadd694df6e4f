using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marketplace.Api.Http;

/// <summary>Says what is wrong with a body in words of the API, without names of our types.</summary>
internal static partial class JsonProblems
{
    public static Problem Of(JsonException error)
    {
        var param = ParamOf(error.Path);
        var message = error.Message;
        if (NamedMember().Match(message) is { Success: true } member)
        {
            var name = Join(param, member.Groups["name"].Value);
            return message.Contains("could not be mapped", StringComparison.Ordinal)
                ? Of(ProblemCodes.MemberUnknown, $"There is no member '{name}'.", name)
                : Of(ProblemCodes.MemberRepeated, $"The member '{name}' is given more than once.", name);
        }

        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            || message.StartsWith("Cannot get the value of a token", StringComparison.Ordinal))
            return Of(ProblemCodes.ValueType, $"The value is not {Expected(message)}.", param);
        if (message.Contains("surrogate", StringComparison.Ordinal) || message.Contains("UTF-16", StringComparison.Ordinal)
            || message.Contains("UTF-8", StringComparison.Ordinal))
            return Of(ProblemCodes.ValueInvalid, "The text holds half of a surrogate pair or bytes that are no UTF-8.", param);
        return error.Path is null or "$"
            ? new(StatusCodes.Status400BadRequest, ProblemCodes.BodyMalformed, "The body is not the JSON object that is expected here.")
            : Of(ProblemCodes.BodyMalformed, $"The body is not well-formed JSON near '{param}'.", param);
    }

    private static Problem Of(string code, string detail, string param) => param.Length == 0
        ? new(StatusCodes.Status400BadRequest, code, detail)
        : Problem.Of(StatusCodes.Status400BadRequest, code, detail, param);

    private static string ParamOf(string? path) => path switch
    {
        null or "$" => "",
        _ when path.StartsWith("$.", StringComparison.Ordinal) => path[2..],
        _ => path[1..],
    };

    private static string Join(string param, string name)
        => param.Length == 0 || param == name || param.EndsWith("." + name, StringComparison.Ordinal) ? (param.Length == 0 ? name : param) : $"{param}.{name}";

    private static string Expected(string message)
        => message.Contains("as a number", StringComparison.Ordinal) ? "a number"
        : message.Contains("as a string", StringComparison.Ordinal) ? "a string"
        : message.Contains("Int", StringComparison.Ordinal) ? "a whole number that fits"
        : message.Contains("Decimal", StringComparison.Ordinal) ? "a number that fits"
        : message.Contains("Boolean", StringComparison.Ordinal) ? "true or false"
        : message.Contains("System.String.", StringComparison.Ordinal) ? "a string"
        : message.Contains("List", StringComparison.Ordinal) || message.Contains("Array", StringComparison.Ordinal) ? "a list"
        : "an object";

    [GeneratedRegex("^(The JSON property|Duplicate property) '(?<name>[^']*)'")]
    private static partial Regex NamedMember();
}
