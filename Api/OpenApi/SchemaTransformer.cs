using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Marketplace.Grains.Interfaces.Common;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marketplace.Api.OpenApi;

/// <summary>Describes what converters write, and which members a body always has.</summary>
internal sealed class SchemaTransformer : IOpenApiSchemaTransformer
{
    private const string Amount = "^[0-9]{1,10}(\\.[0-9]{1,6})?$";

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Money))
            DescribeMoney(schema);
        else if (type == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");

        // What is null is left out of a body, also where a constructor must be given it.
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) == true)
                (schema.Required ??= new HashSet<string>()).Add(property.Name);
            else if (property.IsGetNullable)
                schema.Required?.Remove(property.Name);
        }

        return Task.CompletedTask;
    }

    private static void DescribeMoney(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = "An amount in a currency: a decimal number in a string, exact in every language.";
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["amount"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = Amount, Examples = [JsonValue.Create("36.28")] },
            ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z]{3}$", Examples = [JsonValue.Create("BRL")] },
        };
        schema.Required = new HashSet<string> { "amount", "currency" };
    }
}
