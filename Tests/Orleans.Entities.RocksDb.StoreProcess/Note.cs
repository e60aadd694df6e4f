namespace Marketplace.StoreProcess;

/// <summary>A grain's state.</summary>
[GenerateSerializer, Alias("tests.process.note")]
internal sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = "";
}
