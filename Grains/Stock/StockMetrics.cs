using System.Diagnostics.Metrics;
using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Grains.Stock;

/// <summary>Counts what became of reservations.</summary>
internal sealed class StockMetrics
{
    private readonly Counter<long> _reservations;

    public StockMetrics(IMeterFactory meters)
    {
        // The factory owns the meter.
        var meter = meters.Create("Marketplace.Grains");
        _reservations = meter.CreateCounter<long>("marketplace.reservations", "{reservation}", "Reservations of stock by what became of them.");
    }

    public void Reserved(ReserveStatus status) => _reservations.Add(1, new KeyValuePair<string, object?>("status", status switch
    {
        ReserveStatus.Reserved => "reserved",
        ReserveStatus.Insufficient => "insufficient",
        ReserveStatus.Stale => "stale",
        ReserveStatus.Unknown => "unknown",
        _ => "released",
    }));
}
