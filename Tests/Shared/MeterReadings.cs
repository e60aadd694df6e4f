using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Marketplace.Tests.Shared;

/// <summary>What the instruments of one meter were told, since this began to listen.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _all = new();

    private readonly ConcurrentQueue<string> _tableRows = new();

    public MeterReadings(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!ReferenceEquals(instrument.Meter, meter))
                return;
            _tableRows.Enqueue($"| `{instrument.Name}` | {instrument.Unit} |");
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Its instruments, as rows of a table begin with them.</summary>
    public IReadOnlyCollection<string> TableRows => _tableRows;

    /// <summary>What an instrument was told, in order. A gauge is asked first.</summary>
    /// <param name="instrument">Its name.</param>
    /// <param name="tags">As <c>key=value</c>, in their order, with a space between.</param>
    public IReadOnlyList<double> Of(string instrument, string tags = "")
    {
        _listener.RecordObservableInstruments();
        return [.. _all.Where(one => one.Instrument == instrument && one.Tags == tags).Select(one => one.Value)];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _all.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
