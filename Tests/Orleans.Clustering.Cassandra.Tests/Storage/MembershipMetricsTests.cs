using Marketplace.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Orleans.Clustering.Cassandra.Tests.Storage;

[Collection(nameof(OneNode))]
public sealed class MembershipMetricsTests(OneNode node)
{
    private const string Age = "orleans.cassandra.membership.heartbeat.age";
    private const string Heartbeats = "orleans.cassandra.membership.heartbeat.duration";
    private const string Reads = "orleans.cassandra.membership.read.duration";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readings_and_heartbeats_are_measured_and_those_that_fail_apart()
    {
        var place = new CassandraMembership(await node.StartedOrSkipAsync());
        var table = place.Table("metrics");
        await table.InitializeMembershipTableAsync(true, Token);
        using var readings = new MeterReadings(place.Metrics.Meter);
        var entry = new MembershipEntry { SiloAddress = SiloAddress.New(new(System.Net.IPAddress.Loopback, 1), 1), IAmAliveTime = DateTime.UnixEpoch };

        await table.ReadAllAsync(Token);
        await table.UpdateIAmAliveAsync(entry, Token);

        Assert.Single(readings.Of(Reads, "outcome=read"));
        Assert.Single(readings.Of(Heartbeats, "outcome=written"));
        Assert.NotEmpty(readings.Of(Age));
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.ReadAllAsync(gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.UpdateIAmAliveAsync(entry, gone.Token));
        Assert.Single(readings.Of(Reads, "outcome=failed"));
        Assert.Single(readings.Of(Heartbeats, "outcome=failed"));
        await place.DisposeAsync();
    }

    [Fact]
    public void A_heartbeat_ages_until_the_next_is_written()
    {
        var time = new FakeTimeProvider();
        using var metrics = new MembershipMetrics(time);
        using var readings = new MeterReadings(metrics.Meter);
        Assert.Empty(readings.Of(Age));

        metrics.Heartbeat(time.GetTimestamp(), failed: false);
        time.Advance(TimeSpan.FromSeconds(30));
        metrics.Heartbeat(time.GetTimestamp(), failed: true);
        Assert.Equal([30], readings.Of(Age));

        metrics.Heartbeat(time.GetTimestamp(), failed: false);
        Assert.Equal([30, 0], readings.Of(Age));
    }
}
