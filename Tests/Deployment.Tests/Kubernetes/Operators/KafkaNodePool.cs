using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes.Operators;

/// <summary>Brokers or controllers of a cluster.</summary>
internal sealed record KafkaNodePool : OperatorObject<KafkaNodePool.Pool>
{
    internal sealed record Pool
    {
        public int Replicas { get; init; }

        public List<string> Roles { get; init; } = [];

        public V1ResourceRequirements? Resources { get; init; }

        public Disks? Storage { get; init; }
    }

    internal sealed record Disks
    {
        public string? Type { get; init; }

        public List<Volume> Volumes { get; init; } = [];
    }

    internal sealed record Volume
    {
        public int Id { get; init; }

        public string? Type { get; init; }

        public string? Class { get; init; }

        public string? Size { get; init; }

        public string? KraftMetadata { get; init; }
    }
}
