using System.Globalization;
using Orleans.Entities;
using Orleans.Streaming.Kafka.TellerSilo.Tellers;

namespace Orleans.Streaming.Kafka.TellerSilo.Ledgers;

/// <summary>Tells one ledger of each teller.</summary>
internal sealed class LedgerDispatcher(IGrainFactory grains, IEventSerializer events) : IEventDispatcher
{
    public string Name => "ledgers";

    public IReadOnlyCollection<string> EventTypes { get; } = [events.TypeOf<Told>()];

    public IEnumerable<GrainId> TargetsOf(LogEvent value) =>
        [GrainId.Create(LedgerGrain.Kind, (int.Parse(value.Entity.Id, CultureInfo.InvariantCulture) % Ledger.Count).ToString(CultureInfo.InvariantCulture))];

    public Task DeliverAsync(GrainId target, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken) =>
        grains.GetGrain<ILedger>(target).TakeAsync([.. events.Select(value => new LedgerLine(value.Entity.Id, value.Version, value.Index))]);
}
