namespace Orleans.Storage.Contract;

/// <summary>A grain's state. One that was just made says so.</summary>
[GenerateSerializer, Alias("tests.thing")]
public sealed record Thing
{
    public const string AsMade = "as made";

    [Id(0)]
    public string Text { get; set; } = AsMade;

    [Id(1)]
    public int Count { get; set; }
}
