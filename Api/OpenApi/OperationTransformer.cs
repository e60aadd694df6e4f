using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marketplace.Api.OpenApi;

/// <summary>Adds the parameters that handlers read themselves, examples of bodies both ways, and the codes of problems.</summary>
internal sealed class OperationTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path))
        {
            parameter.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = "^[A-Za-z0-9_-]{1,64}$",
            };
        }

        foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<OperationParameter>())
            operation.Parameters.Add(Describe(parameter));
        if (operation.RequestBody?.Content is { } content)
        {
            foreach (var body in content.Values.OfType<OpenApiMediaType>())
                body.Example = RequestExamples.Of(operation.OperationId);
        }

        foreach (var (text, response) in operation.Responses ?? [])
        {
            var status = int.Parse(text, CultureInfo.InvariantCulture);
            foreach (var body in response.Content?.Values.OfType<OpenApiMediaType>() ?? [])
                body.Example = ExampleOf(operation, status, context.Description.SupportedResponseTypes);
            var codes = ProblemCodes.OfStatus(status);
            if (codes.Count > 0)
                response.Description = $"{response.Description}. Codes: {string.Join(", ", codes)}.";
        }

        return Task.CompletedTask;
    }

    private static JsonNode? ExampleOf(OpenApiOperation operation, int status, IEnumerable<ApiResponseType> answers)
    {
        var type = answers.FirstOrDefault(answer => answer.StatusCode == status)?.Type;
        if (type is null)
            return null;
        return type == typeof(ProblemDocument) ? ProblemExamples.Of(operation, status) : AnswerExamples.Of(operation.OperationId, status, type);
    }

    private static OpenApiParameter Describe(OperationParameter parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.In,
        Required = parameter.Required,
        Description = parameter.Description,
        Schema = new OpenApiSchema
        {
            Type = parameter.Type switch
            {
                "integer" => JsonSchemaType.Integer,
                "boolean" => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Minimum = parameter.Least?.ToString(CultureInfo.InvariantCulture),
            Maximum = parameter.Most?.ToString(CultureInfo.InvariantCulture),
            Enum = parameter.Words is { } words ? [.. words.Select(word => (JsonNode)JsonValue.Create(word)!)] : null,
        },
    };
}
