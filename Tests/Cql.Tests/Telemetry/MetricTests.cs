using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Cql.Tests.Connections;
using Cql.Tests.Wire;

namespace Cql.Tests.Telemetry;

public sealed class MetricTests : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measured = new();

    public MetricTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CqlTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task The_duration_of_a_request_is_measured_with_what_was_asked_of_whom()
    {
        await using var cluster = new FakeCluster(1);
        await using var session = await cluster.ConnectAsync(options => options.Keyspace = "shop");
        (await session.ExecuteAsync("UPDATE orders SET total = 1 WHERE id = 1")).Dispose();

        var (_, value, tags) = Assert.Single(OfNode(cluster.Nodes[0], "db.client.operation.duration"));
        Assert.InRange(value, 0, 30);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["db.system.name"] = "cassandra",
                ["db.namespace"] = "shop",
                ["db.operation.name"] = "UPDATE",
                ["db.collection.name"] = "orders",
                ["db.query.summary"] = "UPDATE orders",
                ["server.address"] = "127.0.0.1",
                ["server.port"] = cluster.Nodes[0].EndPoint.Port,
            },
            tags);
    }

    [Fact]
    public async Task A_request_that_fails_is_measured_too()
    {
        await using var cluster = new FakeCluster(1, async call =>
        {
            await call.FailAsync(0x1001, "busy");
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        await Assert.ThrowsAsync<CqlOverloadedException>(async () => await session.ExecuteAsync("UPDATE orders SET total = 1 WHERE id = 1"));

        var (_, _, tags) = Assert.Single(OfNode(cluster.Nodes[0], "db.client.operation.duration"));
        Assert.Equal("0x1001", tags["error.type"]);
        Assert.Equal("0x1001", tags["db.response.status_code"]);
        Assert.Contains(_measured, one => one.Name == "cql.client.request.retries" && Equals(one.Tags["error.type"], "0x1001"));
    }

    [Fact]
    public void Durations_are_counted_in_the_buckets_that_the_conventions_advise()
        => Assert.Equal([0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10], Cql.Telemetry.Instruments.Duration.Advice!.HistogramBucketBoundaries!);

    [Fact]
    public async Task Connections_and_what_they_carry_are_told_while_there_are_any()
    {
        var go = new TaskCompletionSource();
        await using var cluster = new FakeCluster(1, async call =>
        {
            await call.Peer.WaitForAsync(go.Task);
            return false;
        });
        var session = await cluster.ConnectAsync(options => (options.ConnectionsPerNode, options.MaxRequestsPerConnection) = (1, 2));
        using var stop = new CancellationTokenSource();
        var asked = Enumerable.Range(0, 3).Select(number => session.ExecuteAsync("SELECT 1", number == 0 ? stop.Token : default).AsTask()).ToArray();
        await Connecting.UntilAsync(() => Observe(cluster, "cql.client.requests.in_flight") == 2 && Observe(cluster, "db.client.connection.pending_requests") == 1);
        Assert.Equal(1, Observe(cluster, "db.client.connection.count"));
        await stop.CancelAsync();
        await Connecting.UntilAsync(() => Observe(cluster, "cql.client.requests.orphaned") == 1);

        go.SetResult();
        await Task.WhenAll(asked[1..]);
        await Connecting.UntilAsync(() => Observe(cluster, "cql.client.requests.in_flight") == 0);
        await session.DisposeAsync();
        Assert.Null(Observe(cluster, "db.client.connection.count"));
    }

    private double? Observe(FakeCluster cluster, string name)
    {
        _measured.Clear();
        _listener.RecordObservableInstruments();
        return _measured.Where(one => one.Name == name && Equals(one.Tags["db.client.connection.pool.name"], $"{cluster.Nodes[0].EndPoint}"))
            .Select(one => (double?)one.Value).SingleOrDefault();
    }

    // Others test at the same time.
    private IEnumerable<(string Name, double Value, Dictionary<string, object?> Tags)> OfNode(FakeNode node, string name)
        => _measured.Where(one => one.Name == name && Equals(one.Tags.GetValueOrDefault("server.port"), node.EndPoint.Port));

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _measured.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary()));
}
