using System.Text.Json.Nodes;

namespace Marketplace.Api.Tests.Http.EveryRoute;

/// <summary>An operation as the OpenAPI document has it.</summary>
internal sealed record Operation(string Method, string Path, string Id, JsonArray Parameters, JsonObject? Body, JsonObject Responses)
{
    public IEnumerable<string> PathParameters => In("path").Select(NameOf);

    public IEnumerable<JsonObject> QueryParameters => In("query");

    public bool NeedsKey => In("header").Any(parameter => NameOf(parameter) == "Idempotency-Key");

    public bool TakesVersion => In("header").Any(parameter => NameOf(parameter) == "If-Match");

    public static string NameOf(JsonObject parameter) => parameter["name"]!.GetValue<string>();

    public override string ToString() => $"{Method} {Path}";

    /// <summary>All of a document's operations.</summary>
    public static IReadOnlyList<Operation> Of(JsonNode document) =>
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select new Operation(
               operation.Key.ToUpperInvariant(),
               path.Key,
               operation.Value!["operationId"]!.GetValue<string>(),
               operation.Value["parameters"]?.AsArray() ?? [],
               operation.Value["requestBody"]?["content"]!["application/json"]!["schema"]!.AsObject(),
               operation.Value["responses"]!.AsObject()),
    ];

    private IEnumerable<JsonObject> In(string place)
        => Parameters.Select(parameter => parameter!.AsObject()).Where(parameter => parameter["in"]!.GetValue<string>() == place);
}
