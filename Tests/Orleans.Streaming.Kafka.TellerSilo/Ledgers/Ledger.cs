using Orleans.Entities;

namespace Orleans.Streaming.Kafka.TellerSilo.Ledgers;

/// <summary>What a ledger was told.</summary>
/// <param name="Told">How many events, each counted once.</param>
/// <param name="Repeats">How many came again.</param>
/// <param name="Gaps">How many came before one that is before them.</param>
[GenerateSerializer, Immutable, Alias("tests.kafka.Ledger")]
public sealed record Ledger([property: Id(0)] long Told, [property: Id(1)] long Repeats, [property: Id(2)] long Gaps)
{
    /// <summary>How many ledgers there are: of each teller one is told.</summary>
    public const int Count = 8;

    internal static readonly RowSet<LedgerLine> Newest = new("newest");
}
