using Orleans.Streaming.Kafka.TellerSilo.Tellers;

namespace Orleans.Streaming.Kafka.TellerSilo.Ledgers;

/// <summary>An event's place among those of its teller.</summary>
[GenerateSerializer, Immutable, Alias("tests.kafka.LedgerLine")]
public sealed record LedgerLine([property: Id(0)] string Teller, [property: Id(1)] long Version, [property: Id(2)] int Index)
{
    internal bool IsAfter(LedgerLine? newest) => (Version, Index).CompareTo((newest?.Version ?? 0, newest?.Index ?? 0)) > 0;

    // A teller's versions are its numbers: it commits nothing else.
    internal bool IsNextAfter(LedgerLine? newest) => newest switch
    {
        null => (Version, Index) == (1, 0),
        _ when newest.Index + 1 < Told.CountOf(newest.Version) => (Version, Index) == (newest.Version, newest.Index + 1),
        _ => (Version, Index) == (newest.Version + 1, 0),
    };
}
