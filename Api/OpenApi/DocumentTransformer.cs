using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marketplace.Api.OpenApi;

/// <summary>Says what the API is, and writes schemas as generators of clients understand them.</summary>
internal sealed class DocumentTransformer : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Marketplace",
            Version = "v1",
            Description =
                "Sellers list products, customers fill carts and check out, orders are paid and shipped. Errors are problem details (RFC 9457): "
                + "branch on code. Versions are ETags. Commands with an Idempotency-Key are done once a key. Changes are additive; enums may grow.",
        };
        foreach (var schema in document.Components?.Schemas?.Values ?? [])
            WithoutNull(schema);
        return Task.CompletedTask;
    }

    // What is null is left out of answers, and may be left out of requests: 'null' as one of two schemas says nothing more and
    // makes generators stumble.
    private static void WithoutNull(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema { Properties: { } properties })
            return;
        foreach (var (name, property) in properties.ToList())
            properties[name] = NotNull(property);
    }

    private static IOpenApiSchema NotNull(IOpenApiSchema property)
    {
        if (property is not OpenApiSchema schema)
            return property;
        if (schema.OneOf is { Count: 2 } either && either.FirstOrDefault(part => part.Type != JsonSchemaType.Null) is { } meant)
            return meant;
        if (schema.Type is { } type)
            schema.Type = type & ~JsonSchemaType.Null;
        return schema;
    }
}
