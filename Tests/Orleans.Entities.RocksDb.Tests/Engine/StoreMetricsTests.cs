using System.Diagnostics.Metrics;
using Orleans.Entities.Contract;
using Orleans.Entities.RocksDb.Engine;

namespace Orleans.Entities.RocksDb.Tests.Engine;

public sealed class StoreMetricsTests
{
    [Fact]
    public async Task Commits_are_counted_by_outcome_timed_and_weighed()
    {
        using var folder = new TemporaryFolder();
        var seen = new Dictionary<string, double>();
        var key = new EntityKey("thing", "1");
        using (var store = TestStore.Open(folder.Path))
        {
            using var listener = Listen(seen);
            var writer = new EntityWriter(store.Entities, key);
            var stale = writer.Next("stale");
            await writer.WriteAsync("a");
            await store.Entities.CommitAsync(stale);
            listener.RecordObservableInstruments();
        }

        Assert.True(seen["entities.rocksdb.commits Committed"] >= 1);
        Assert.True(seen["entities.rocksdb.commits Conflict"] >= 1);
        Assert.True(seen["entities.rocksdb.commit.duration "] > 0);
        Assert.True(seen["entities.rocksdb.group.size "] >= 1);
        Assert.True(seen["entities.rocksdb.written "] > 0);
        Assert.Contains("entities.rocksdb.queue.length ", seen.Keys);
    }

    // Other tests' stores have meters of the same name: what is seen is at least this one's.
    private static MeterListener Listen(Dictionary<string, double> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == StoreMetrics.MeterName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return listener;

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (seen)
            {
                var name = $"{instrument.Name} {(tags.IsEmpty ? null : tags[0].Value)}";
                seen[name] = seen.GetValueOrDefault(name) + value;
            }
        }
    }
}
