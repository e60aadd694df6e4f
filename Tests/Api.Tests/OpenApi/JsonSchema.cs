using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marketplace.Api.Tests.OpenApi;

/// <summary>Holds a value to a schema of an OpenAPI document, as far as the document's schemas go.</summary>
internal static class JsonSchema
{
    private static readonly HashSet<string> Known =
    [
        "$ref", "type", "properties", "required", "items", "enum", "pattern", "format", "description", "examples", "additionalProperties",
        "minimum", "maximum",
    ];

    /// <summary>What of a value is not as its schema says, each with the place where it is.</summary>
    public static IEnumerable<string> Wrong(JsonNode document, JsonNode schema, JsonNode? value, string place = "$")
    {
        while (schema["$ref"] is { } reference)
            schema = document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!;
        foreach (var word in schema.AsObject().Select(member => member.Key).Where(word => !Known.Contains(word)))
            yield return $"{place}: nobody looks after '{word}'";
        if (schema["type"] is { } type && !Types(type).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(type).Contains("number")))
            yield return $"{place}: {TypeOf(value)} instead of {type}";
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
            yield return $"{place}: {value} is none of {words.ToJsonString()}";
        if (value?.GetValueKind() == JsonValueKind.String && IsNot(schema, value.GetValue<string>()) is { } form)
            yield return $"{place}: {value} is no {form}";
        foreach (var wrong in WrongWithin(document, schema, value, place))
            yield return wrong;
    }

    private static IEnumerable<string> WrongWithin(JsonNode document, JsonNode schema, JsonNode? value, string place)
    {
        if (value is JsonArray items && schema["items"] is { } item)
        {
            foreach (var wrong in items.SelectMany((element, index) => Wrong(document, item, element, $"{place}[{index}]")))
                yield return wrong;
        }

        if (value is not JsonObject members)
            yield break;
        foreach (var name in schema["required"]?.AsArray().Select(name => name!.GetValue<string>()).Where(name => !members.ContainsKey(name)) ?? [])
            yield return $"{place}: '{name}' is missing";
        foreach (var (name, member) in members)
        {
            if (schema["properties"]?[name] is not { } property)
                yield return $"{place}: there is no '{name}'";
            else
            {
                foreach (var wrong in Wrong(document, property, member, $"{place}.{name}"))
                    yield return wrong;
            }
        }
    }

    private static string? IsNot(JsonNode schema, string text)
    {
        if (schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1)))
            return pattern.GetValue<string>();
        return schema["format"]?.GetValue<string>() == "date-time"
            && !DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
                ? "date-time"
                : null;
    }

    private static IEnumerable<string> Types(JsonNode type)
        => type is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()];

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        _ => "null",
    };
}
