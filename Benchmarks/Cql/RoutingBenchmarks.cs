using System.Net;
using BenchmarkDotNet.Attributes;
using Cql.Topology;
using Cql.Topology.Replication;

namespace Marketplace.Benchmarks.Cql;

/// <summary>What routing costs a request: the token of its key, and the first node of its plan, in a cluster of 100 nodes with 16 tokens each.</summary>
[InProcess, MemoryDiagnoser]
public class RoutingBenchmarks
{
    private readonly byte[] _key = new byte[16];
    private RoutingTable? _table;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        random.NextBytes(_key);
        var nodes = Enumerable.Range(1, 100).Select(number => new NodeInfo(
            new Guid(number, 0, 0, new byte[8]), new IPEndPoint(IPAddress.Loopback, number), $"dc{number % 2}", $"rack{number % 6}",
            [.. Enumerable.Range(0, 16).Select(_ => random.NextInt64())], "5.0.8", null));
        var replication = new NetworkTopologyReplication([new("dc0", 3), new("dc1", 3)]);
        _table = new RoutingTable(ClusterSnapshot.Empty.With(nodes, new Dictionary<string, ReplicationStrategy> { ["k"] = replication }), "dc0", _ => true, _ => 0);
    }

    [Benchmark]
    public long Token() => Murmur3Token.Of(_key);

    [Benchmark]
    public int FirstNode()
    {
        var plan = _table!.Plan("k", Murmur3Token.Of(_key));
        plan.MoveNext();
        return plan.Current;
    }
}
