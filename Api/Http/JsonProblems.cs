using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Marketplace.Api.Http;

/// <summary>Says what is wrong with a body in words of the API, without names of our types.</summary>
internal static partial class JsonProblems
{
    /// <param name="error">What the reader says.</param>
    /// <param name="body">What the body is to be.</param>
    public static Problem Of(JsonException error, JsonTypeInfo body)
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

        if (IsOfNoText(message) || IsOfNoText(error.InnerException?.Message ?? ""))
            return Of(ProblemCodes.BodyMalformed, "The text holds half of a surrogate pair or bytes that are no UTF-8.", param);
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            || message.StartsWith("Cannot get the value of a token", StringComparison.Ordinal))
            return Of(ProblemCodes.ValueType, $"The value is not {Expected(body, param)}.", param);
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

    private static bool IsOfNoText(string message)
        => message.Contains("surrogate", StringComparison.Ordinal) || message.Contains("UTF-16", StringComparison.Ordinal)
            || message.Contains("UTF-8", StringComparison.Ordinal);

    // The reader's message names the type of the whole body, whichever of its members it is about.
    private static string Expected(JsonTypeInfo body, string param)
    {
        var member = body;
        foreach (var name in param.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (member.Properties.FirstOrDefault(property => property.Name == name) is not { } property)
                return "what is expected here";
            member = member.Options.GetTypeInfo(property.PropertyType);
        }

        var type = Nullable.GetUnderlyingType(member.Type) ?? member.Type;
        return type == typeof(string) ? "a string"
            : type == typeof(bool) ? "true or false"
            : type == typeof(decimal) ? "a number that fits"
            : type.IsPrimitive ? "a whole number that fits"
            : type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? "an array"
            : "an object";
    }

    [GeneratedRegex("^(The JSON property|Duplicate property) '(?<name>[^']*)'")]
    private static partial Regex NamedMember();
}
