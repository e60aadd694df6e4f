using Orleans.Concurrency;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.TellerSilo.Ledgers;

[GrainType(Kind), Reentrant]
internal sealed class LedgerGrain([Entity] IEntity<Ledger> entity) : Grain, ILedger
{
    public const string Kind = "ledger";

    public async Task TakeAsync(LedgerLine[] lines) =>
        await entity.RunAsync(lines, Take, [.. lines.Select(line => line.Teller).Distinct().Select(Ledger.Newest.Row)]);

    public Task<Ledger> ReadAsync() => Task.FromResult(entity.State ?? new(0, 0, 0));

    private static long Take(IDraft<Ledger> draft, LedgerLine[] lines)
    {
        var ledger = draft.State ?? new(0, 0, 0);
        foreach (var line in lines)
        {
            var newest = draft.Get(Ledger.Newest, line.Teller);
            if (!line.IsAfter(newest))
            {
                ledger = ledger with { Repeats = ledger.Repeats + 1 };
                continue;
            }

            ledger = ledger with { Told = ledger.Told + 1, Gaps = ledger.Gaps + (line.IsNextAfter(newest) ? 0 : 1) };
            draft.Put(Ledger.Newest, line.Teller, line);
        }

        draft.State = ledger;
        return ledger.Told;
    }
}
