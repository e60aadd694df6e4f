using Orleans.Entities;

namespace Marketplace.StoreProcess.Readers;

/// <summary>Tells one of four ledgers of each entity; the poisonous entity's events are refused.</summary>
internal sealed class LedgerDispatcher(IGrainFactory grains) : IEventDispatcher
{
    public const int Ledgers = 4;
    public const string Poison = "poison";

    public string Name => "ledgers";

    public IReadOnlyCollection<string> EventTypes => [ReadersSession.Happened];

    public IEnumerable<GrainId> TargetsOf(LogEvent value) => [GrainId.Create("ledger", $"{value.Entity.Id[^1] % Ledgers}")];

    public Task DeliverAsync(GrainId target, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken) =>
        events.Any(value => value.Entity.Id == Poison)
            ? throw new EventRefusedException("Poison.")
            : grains.GetGrain<ILedgerGrain>(target).TellAsync([.. events.Select(value => new LedgerLine(value.Entity.Id, value.Version, value.Index))]);
}
