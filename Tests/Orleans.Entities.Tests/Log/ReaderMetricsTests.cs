using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Orleans.Entities.Tests.Log;

public sealed class ReaderMetricsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly ReaderMetrics _metrics;
    private readonly MeterListener _listener = new();
    private readonly Dictionary<(string, string), double> _seen = [];

    public ReaderMetricsTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _metrics = new(meters, _time);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void One_partition_that_stands_still_shows_among_many_that_do_not()
    {
        _metrics.At("orders", 0, settled: 100, new(0, 100));
        _metrics.At("orders", 1, settled: 40, new(0, 47));
        _time.Advance(TimeSpan.FromSeconds(30));
        _metrics.At("orders", 0, settled: 300, new(0, 301));
        _metrics.At("orders", 1, settled: 40, new(0, 90));

        Assert.Equal((1, 0), Read("orders", 0));
        Assert.Equal((50, 30), Read("orders", 1));

        _time.Advance(TimeSpan.FromSeconds(5));
        _metrics.At("orders", 1, settled: 41, new(0, 90));
        Assert.Equal((1, 5), Read("orders", 0));
        Assert.Equal((49, 0), Read("orders", 1));
    }

    [Fact]
    public void Who_has_everything_stands_still_however_long_nothing_happens()
    {
        _metrics.At("orders", 0, settled: 100, new(0, 100));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((0, 0), Read("orders", 0));

        // It has only just fallen behind.
        _metrics.At("orders", 0, settled: 100, new(0, 102));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((2, 3), Read("orders", 0));

        _metrics.Left("orders", 0);
        Assert.Null(Read("orders", 0));
    }

    private (double Lag, double Unmoved)? Read(string reader, int partition)
    {
        _seen.Clear();
        _listener.RecordObservableInstruments();
        var tags = $"partition={partition} reader={reader}";
        return _seen.TryGetValue(("orleans-entities-reader-lag", tags), out var lag) ? (lag, _seen[("orleans-entities-reader-unmoved", tags)]) : null;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _seen[(instrument.Name, string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key).Select(tag => $"{tag.Key}={tag.Value}")))] = value;
}
