using k8s.Models;
using YamlDotNet.Serialization;

namespace Marketplace.Deployment.Tests.Kubernetes.Operators;

/// <summary>A cluster of Kafka, as Strimzi is told of it.</summary>
internal sealed record Kafka : OperatorObject<Kafka.Cluster>
{
    internal sealed record Cluster
    {
        [YamlMember(Alias = "kafka", ApplyNamingConventions = false)]
        public Brokers Brokers { get; init; } = new();

        public EntityOperators? EntityOperator { get; init; }
    }

    internal sealed record Brokers
    {
        public string? Version { get; init; }

        public List<Listener> Listeners { get; init; } = [];

        public Typed? Authorization { get; init; }

        public RackAwareness? Rack { get; init; }

        public Settings? Config { get; init; }
    }

    internal sealed record Listener
    {
        public string? Name { get; init; }

        public int Port { get; init; }

        public string? Type { get; init; }

        public bool Tls { get; init; }

        public Typed? Authentication { get; init; }

        public List<V1NetworkPolicyPeer> NetworkPolicyPeers { get; init; } = [];
    }

    /// <summary>What is said by its type alone.</summary>
    internal sealed record Typed
    {
        public string? Type { get; init; }
    }

    internal sealed record RackAwareness
    {
        public string? TopologyKey { get; init; }
    }

    // Free to the operator, which hands it on: a broker passes over what it does not know.
    internal sealed record Settings
    {
        [YamlMember(Alias = "auto.create.topics.enable", ApplyNamingConventions = false)]
        public bool AutoCreateTopics { get; init; }

        [YamlMember(Alias = "default.replication.factor", ApplyNamingConventions = false)]
        public int DefaultReplicationFactor { get; init; }

        [YamlMember(Alias = "min.insync.replicas", ApplyNamingConventions = false)]
        public int MinInsyncReplicas { get; init; }

        [YamlMember(Alias = "offsets.topic.replication.factor", ApplyNamingConventions = false)]
        public int OffsetsReplicationFactor { get; init; }

        [YamlMember(Alias = "transaction.state.log.replication.factor", ApplyNamingConventions = false)]
        public int TransactionStateReplicationFactor { get; init; }

        [YamlMember(Alias = "transaction.state.log.min.isr", ApplyNamingConventions = false)]
        public int TransactionStateMinInsyncReplicas { get; init; }
    }

    internal sealed record EntityOperators
    {
        public Nothing? TopicOperator { get; init; }

        public Nothing? UserOperator { get; init; }
    }
}
