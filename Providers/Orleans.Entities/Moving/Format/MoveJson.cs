using System.Text.Json.Serialization;

namespace Orleans.Entities.Moving;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MoveBeginning))]
[JsonSerializable(typeof(MoveManifest))]
internal sealed partial class MoveJson : JsonSerializerContext;
