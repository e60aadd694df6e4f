using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>A pod as policies see it.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Space">Its namespace, which has its name as label.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record Peer(string Name, string Space, IReadOnlyDictionary<string, string> Labels)
{
    public Peer(string name, string space, string label, string value) : this(name, space, new Dictionary<string, string> { [label] = value })
    {
    }
}

/// <summary>Network policies as Kubernetes takes them: what no policy selects is open, what one does is open to what one names.</summary>
internal sealed class Network(IEnumerable<V1NetworkPolicy> policies)
{
    private readonly List<V1NetworkPolicy> _policies = [.. policies];

    /// <summary>Whether one pod can reach a port of another: both ends must let it.</summary>
    public bool Lets(Peer from, Peer to, int port) => Leaves(from, to, port) && Enters(from, to, port);

    private bool Leaves(Peer from, Peer to, int port)
    {
        var those = Of(from, "Egress").ToList();
        return those.Count == 0 || those.Any(policy => (policy.Spec.Egress ?? []).Any(rule => Names(policy, rule.To, to) && Has(rule.Ports, port)));
    }

    private bool Enters(Peer from, Peer to, int port)
    {
        var those = Of(to, "Ingress").ToList();
        return those.Count == 0 || those.Any(policy => (policy.Spec.Ingress ?? []).Any(rule => Names(policy, rule.FromProperty, from) && Has(rule.Ports, port)));
    }

    private IEnumerable<V1NetworkPolicy> Of(Peer pod, string direction) => _policies.Where(policy =>
        policy.Metadata.NamespaceProperty == pod.Space && policy.Spec.PolicyTypes.Contains(direction) && policy.Spec.PodSelector.Takes(pod.Labels));

    // Blocks of addresses are for what is no pod.
    private static bool Names(V1NetworkPolicy policy, IList<V1NetworkPolicyPeer>? peers, Peer other)
        => (peers ?? []).Count == 0 || peers!.Any(peer => peer.IpBlock is null
            && (peer.NamespaceSelector?.Takes(new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = other.Space }) ?? (other.Space == policy.Metadata.NamespaceProperty))
            && peer.PodSelector?.Takes(other.Labels) is not false);

    private static bool Has(IList<V1NetworkPolicyPort>? ports, int port)
        => (ports ?? []).Count == 0 || ports!.Any(named => named.Port.Value == $"{port}" && named.Protocol is null or "TCP");
}
