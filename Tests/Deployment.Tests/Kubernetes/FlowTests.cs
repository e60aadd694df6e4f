using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>Who can reach whom: exactly those who must.</summary>
public sealed class FlowTests
{
    private const string Name = "app.kubernetes.io/name";

    private static readonly Peer[] Outside =
    [
        new("ingress", "ingress-nginx", Name, "ingress-nginx"),
        new("prometheus", "monitoring", Name, "prometheus"),
        new("dns", "kube-system", "k8s-app", "kube-dns"),
        new("stranger", "elsewhere", Name, "api"),
    ];

    private static readonly Peer[] ProductionsOwn =
    [
        new("cassandra", "marketplace-data", "cassandra.datastax.com/cluster", "marketplace"),
        new("kafka", "marketplace-data", "strimzi.io/name", "marketplace-kafka"),
        new("payments", "payments", Name, "payments"),
        new("cassandra-operator", "k8ssandra-operator", Name, "k8ssandra-operator"),
    ];

    private static readonly string[] Everywhere =
    [
        "api -> cassandra:9042", "api -> dns:53", "api -> payments:8080", "api -> silo:30000", "ingress -> api:8080", "prometheus -> api:5001",
        "prometheus -> silo:5001", "silo -> cassandra:9042", "silo -> dns:53", "silo -> payments:8080", "silo -> silo:11111",
    ];

    private static readonly int[] Ports = [53, 5001, 7000, 8080, 9042, 9092, 9093, 11111, 30000];

    [Fact]
    public async Task In_dev_everybody_reaches_what_they_need_and_nothing_else()
    {
        var overlay = await Overlay.RenderOrSkipAsync("dev");

        Assert.Equal(
            ByWorkload(overlay, [.. Everywhere, "silo -> kafka:9092", "cassandra -> dns:53", "kafka -> dns:53", "payments -> dns:53"]),
            Flows(overlay, Outside, peer => peer.Space == "marketplace"));
    }

    [Theory]
    [MemberData(nameof(Overlay.Productions), MemberType = typeof(Overlay))]
    public async Task In_production_everybody_reaches_what_they_need_and_nothing_else(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        // Brokers have a policy that their operator writes, of what the listener says.
        Assert.Equal(
            ByWorkload(overlay, [.. Everywhere, "silo -> kafka:9093", "schema -> cassandra:9042", "schema -> dns:53"]),
            Flows(overlay, [.. Outside, .. ProductionsOwn], peer => peer.Space == "marketplace"));
        Assert.Equal(
            ByWorkload(overlay,
            [
                "api -> cassandra:9042", "silo -> cassandra:9042", "schema -> cassandra:9042", "cassandra-operator -> cassandra:8080",
                .. Ports.Select(port => $"cassandra -> cassandra:{port}"), .. Ports.Select(port => $"kafka -> cassandra:{port}"),
            ]),
            Flows(overlay, [.. Outside, .. ProductionsOwn], peer => peer.Name == "cassandra", onlyTo: true));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Every_port_of_a_service_is_open_to_somebody(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var network = new Network(overlay.Of<V1NetworkPolicy>());
        var peers = Peers(overlay, [.. Outside, .. ProductionsOwn]).ToList();

        foreach (var service in overlay.Of<V1Service>())
        {
            foreach (var workload in overlay.Workloads.Where(workload => Labels.Takes(service.Spec.Selector, workload.Labels)))
            {
                foreach (var port in service.Spec.Ports)
                {
                    var number = workload.Pod.Containers.SelectMany(container => container.Ports ?? []).Single(one => one.Name == port.TargetPort.Value).ContainerPort;
                    Assert.Contains(peers, peer => network.Lets(peer, Of(workload), number));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Only_silos_reach_addresses_that_are_no_pods_and_only_the_API_servers_ports(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        var policy = Assert.Single(overlay.Of<V1NetworkPolicy>(), policy => (policy.Spec.Egress ?? []).Any(rule => (rule.To ?? []).Any(peer => peer.IpBlock is not null)));
        Assert.Equal([KeyValuePair.Create(Name, "silo")], policy.Spec.PodSelector.MatchLabels);
        Assert.Equal(["443", "6443"], Assert.Single(policy.Spec.Egress).Ports.Select(port => port.Port.Value));
    }

    private static List<string> Flows(Overlay overlay, Peer[] others, Func<Peer, bool> concerns, bool onlyTo = false)
    {
        var network = new Network(overlay.Of<V1NetworkPolicy>());
        var peers = Peers(overlay, others).ToList();
        return Sorted(
            from one in peers
            from other in peers
            where concerns(other) || (!onlyTo && concerns(one))
            from port in Ports
            where network.Lets(one, other, port)
            select $"{one.Name} -> {other.Name}:{port}");
    }

    // What a program may, each of its workloads may.
    private static List<string> ByWorkload(Overlay overlay, IEnumerable<string> flows) => Sorted(
        from flow in flows
        let ends = flow.Split(" -> ")
        let to = ends[1].Split(':')
        from one in Named(overlay, ends[0])
        from other in Named(overlay, to[0])
        select $"{one} -> {other}:{to[1]}");

    private static IEnumerable<string> Named(Overlay overlay, string name)
        => overlay.Workloads.Where(workload => workload.Program == name).Select(workload => workload.Name).DefaultIfEmpty(name);

    private static List<string> Sorted(IEnumerable<string> flows) => [.. flows.Order(StringComparer.Ordinal)];

    private static IEnumerable<Peer> Peers(Overlay overlay, Peer[] others) => overlay.Workloads.Select(Of).Concat(others);

    private static Peer Of(Workload workload) => new(workload.Name, workload.Space, workload.Labels);
}
