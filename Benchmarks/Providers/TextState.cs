namespace Marketplace.Benchmarks.Providers;

/// <summary>A grain's state.</summary>
[GenerateSerializer]
internal sealed class TextState
{
    [Id(0)]
    public string Text { get; set; } = "";
}
