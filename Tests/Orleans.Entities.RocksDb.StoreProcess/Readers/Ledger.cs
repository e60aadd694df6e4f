using Orleans.Entities;

namespace Marketplace.StoreProcess.Readers;

/// <summary>What a target was told.</summary>
/// <param name="Told">How many events, each counted once.</param>
/// <param name="Disordered">How many came after a later one of their entity, though they had not come before.</param>
[GenerateSerializer, Immutable, Alias("tests.Ledger")]
internal sealed record Ledger([property: Id(0)] int Told, [property: Id(1)] int Disordered)
{
    public static readonly RowSet<LedgerLine> Events = new("events");
    public static readonly RowSet<LedgerLine> Newest = new("newest");
}
