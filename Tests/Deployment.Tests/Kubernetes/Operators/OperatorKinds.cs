namespace Marketplace.Deployment.Tests.Kubernetes.Operators;

/// <summary>The operators' kinds that we use, in the versions that K8ssandra and Strimzi serve them.</summary>
internal static class OperatorKinds
{
    /// <summary>By group, version and kind.</summary>
    public static IDictionary<string, Type> All { get; } = new Dictionary<string, Type>
    {
        ["k8ssandra.io/v1alpha1/K8ssandraCluster"] = typeof(K8ssandraCluster),
        ["kafka.strimzi.io/v1/Kafka"] = typeof(Kafka),
        ["kafka.strimzi.io/v1/KafkaNodePool"] = typeof(KafkaNodePool),
        ["kafka.strimzi.io/v1/KafkaTopic"] = typeof(KafkaTopic),
        ["kafka.strimzi.io/v1/KafkaUser"] = typeof(KafkaUser),
    };
}
