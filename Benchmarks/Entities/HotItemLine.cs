using Orleans.Entities;

namespace Marketplace.Benchmarks.Entities;

[GenerateSerializer, Immutable, Alias("benchmarks.HotItemLine")]
public sealed record HotItemLine([property: Id(0)] int Units)
{
    public static readonly RowSet<HotItemLine> All = new("lines");
}
