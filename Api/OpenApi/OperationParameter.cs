namespace Marketplace.Api.OpenApi;

/// <summary>A parameter that an operation reads itself, for the OpenAPI document.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it is: query or header.</param>
/// <param name="Description">What it says.</param>
/// <param name="Required">Whether a request must have it.</param>
/// <param name="Type">Its JSON type: string, integer or boolean.</param>
internal sealed record OperationParameter(
    string Name, Microsoft.OpenApi.ParameterLocation In, string Description, bool Required = false, string Type = "string")
{
    public int? Least { get; init; }

    public int? Most { get; init; }

    public IReadOnlyList<string>? Words { get; init; }
}
