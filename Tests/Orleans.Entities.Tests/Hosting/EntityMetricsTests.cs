using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Orleans.Entities.Tests;

public sealed class EntityMetricsTests(EntityCluster cluster) : IClassFixture<EntityCluster>
{
    [Fact]
    public async Task The_meter_tells_of_commits_and_of_open_work()
    {
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == EntityMetrics.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Note(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(instrument, value));
        listener.Start();
        await cluster.Grains.GetGrain<ICounterGrain>("measured").SetOpenAsync(true);
        await Eventually.HoldsAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                return seen.GetValueOrDefault("entities-unfinished") >= 1 && seen.GetValueOrDefault("entities-unfinished-age") > 0;
            },
            "open work is counted");
        Assert.True(seen["entities-batch-calls"] >= 1);
        Assert.True(seen["entities-commit-duration"] > 0);

        void Note(Instrument instrument, double value) => seen.AddOrUpdate(instrument.Name, value, (_, most) => Math.Max(most, value));
    }
}
