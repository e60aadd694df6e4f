using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cql.Sessions;

namespace Cql.Telemetry;

/// <summary>The instruments of all sessions of the process: semantic conventions of OpenTelemetry, "Database client metrics", and <c>cql.*</c> for what those leave out.</summary>
internal static class Instruments
{
    private static readonly ConcurrentDictionary<Cluster, byte> Clusters = new();
    private static readonly string Version = typeof(Instruments).Assembly.GetName().Version!.ToString(3);
    private static readonly Meter Meter = new(CqlTelemetry.MeterName, Version);

    public static readonly ActivitySource Source = new(CqlTelemetry.ActivitySourceName, Version);

    /// <summary>How long requests took, repeats included.</summary>
    public static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration", "s", "Duration of database client operations.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    /// <summary>Requests that were sent again.</summary>
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("cql.client.request.retries", "{retry}", "Requests that were sent again after an error.");

    /// <summary>Requests that were sent to one more node.</summary>
    public static readonly Counter<long> Speculations = Meter.CreateCounter<long>(
        "cql.client.request.speculations", "{request}", "Requests that were sent to one more node for want of an answer.");

    static Instruments()
    {
        Meter.CreateObservableUpDownCounter(
            "db.client.connection.count", () => Sum(pool => pool.OpenConnections, Tags.UsedConnections), "{connection}", "Connections that are open.");
        Meter.CreateObservableUpDownCounter(
            "db.client.connection.pending_requests", () => Sum(pool => pool.Waiting, Tags.Pool), "{request}", "Requests that wait for a place on a connection.");
        Meter.CreateObservableUpDownCounter(
            "cql.client.requests.in_flight", () => Sum(pool => pool.InFlight, Tags.Pool), "{request}", "Places that are taken on connections, by requests on their way and by orphans.");
        Meter.CreateObservableUpDownCounter(
            "cql.client.requests.orphaned", () => Sum(pool => pool.Orphans, Tags.Pool), "{request}", "Requests that were given up, and whose answers are still to come.");
        Meter.CreateObservableUpDownCounter("cql.client.nodes", Nodes, "{node}", "Nodes that sessions keep connections to.");
    }

    /// <summary>Whether anybody wants to hear of requests.</summary>
    public static bool IsOn => Source.HasListeners() || Duration.Enabled;

    public static void Add(Cluster cluster) => Clusters.TryAdd(cluster, 0);

    public static void Remove(Cluster cluster) => Clusters.TryRemove(cluster, out _);

    private static IEnumerable<NodePool> Pools => Clusters.Keys.SelectMany(cluster => cluster.Pools);

    // Two sessions may have connections to the same node: what has the same tags is told once.
    private static IEnumerable<Measurement<int>> Sum(Func<NodePool, int> value, Func<NodePool, KeyValuePair<string, object?>[]> tags)
        => Pools.GroupBy(pool => pool.Node.EndPoint).Select(pools => new Measurement<int>(pools.Sum(value), tags(pools.First())));

    private static IEnumerable<Measurement<int>> Nodes() => Pools
        .GroupBy(pool => (pool.Node.DataCentre, pool.IsUp))
        .Select(pools => new Measurement<int>(pools.Select(pool => pool.Node.EndPoint).Distinct().Count(), Tags.Nodes(pools.Key.DataCentre, pools.Key.IsUp)));
}
