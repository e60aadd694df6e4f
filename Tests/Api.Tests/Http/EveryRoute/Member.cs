using System.Text.Json.Nodes;

namespace Marketplace.Api.Tests.Http.EveryRoute;

/// <summary>A member of a body, at any depth, as its schema has it.</summary>
/// <param name="Path">Its names from the outermost on.</param>
/// <param name="Type">Its JSON type: string, integer, array or object.</param>
internal sealed record Member(IReadOnlyList<string> Path, string Type)
{
    public string Name => string.Join('.', Path);

    /// <summary>The members of a schema with those of its own members.</summary>
    public static IEnumerable<Member> Of(JsonNode document, JsonObject schema)
    {
        foreach (var (name, property) in Resolve(document, schema)["properties"]?.AsObject() ?? [])
        {
            var resolved = Resolve(document, property!.AsObject());
            yield return new Member([name], TypeOf(resolved));
            foreach (var inner in Of(document, resolved))
                yield return new Member([name, .. inner.Path], inner.Type);
        }
    }

    /// <summary>A body with this member's value replaced by a piece of JSON, well-formed or not; the ways to it are made.</summary>
    public string Put(string body, string value)
    {
        const string Place = "@@@";
        var root = JsonNode.Parse(body)!.AsObject();
        var at = root;
        foreach (var name in Path.SkipLast(1))
            at = (at[name] ??= new JsonObject()).AsObject();
        at[Path[^1]] = Place;
        return root.ToJsonString().Replace($"\"{Place}\"", value, StringComparison.Ordinal);
    }

    private static JsonObject Resolve(JsonNode document, JsonObject schema)
        => schema["$ref"] is { } reference
            ? document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject()
            : schema;

    private static string TypeOf(JsonObject schema)
        => schema["type"] is JsonArray several ? several.Select(type => type!.GetValue<string>()).First(type => type != "null") : schema["type"]!.GetValue<string>();
}
