namespace Marketplace.Benchmarks.Entities;

[GenerateSerializer, Immutable, Alias("benchmarks.ManyEntity")]
public sealed record ManyEntity([property: Id(0)] int Changes, [property: Id(1)] string Text);
