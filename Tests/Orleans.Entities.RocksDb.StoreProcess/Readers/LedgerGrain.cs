using Orleans.Concurrency;
using Orleans.Entities;

namespace Marketplace.StoreProcess.Readers;

/// <summary>Takes each event down once, however often it comes.</summary>
[GrainType("ledger"), Reentrant]
internal sealed class LedgerGrain([Entity] IEntity<Ledger> entity) : Grain, ILedgerGrain
{
    public async Task TellAsync(LedgerLine[] events) => await entity.RunAsync(
        events,
        Take,
        [.. events.SelectMany(line => (RowQuery[])[Ledger.Events.Row(line.Id), Ledger.Newest.Row(line.Entity)])]);

    public Task<Ledger> ReadAsync() => Task.FromResult(entity.State ?? new(0, 0));

    private static int Take(IDraft<Ledger> draft, LedgerLine[] events)
    {
        foreach (var line in events)
        {
            if (draft.Get(Ledger.Events, line.Id) is not null)
                continue;
            var inOrder = line.IsAfter(draft.Get(Ledger.Newest, line.Entity));
            var known = draft.State ?? new(0, 0);
            draft.State = new(known.Told + 1, known.Disordered + (inOrder ? 0 : 1));
            draft.Put(Ledger.Events, line.Id, line);
            draft.Put(Ledger.Newest, line.Entity, line);
        }

        return draft.State?.Told ?? 0;
    }
}
