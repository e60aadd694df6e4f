namespace Marketplace.Benchmarks.Entities;

[GenerateSerializer, Immutable, Alias("benchmarks.HotItem")]
public sealed record HotItem([property: Id(0)] int Reserved);
