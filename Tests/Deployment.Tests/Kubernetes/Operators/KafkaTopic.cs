using YamlDotNet.Serialization;

namespace Marketplace.Deployment.Tests.Kubernetes.Operators;

/// <summary>A topic.</summary>
internal sealed record KafkaTopic : OperatorObject<KafkaTopic.Topic>
{
    internal sealed record Topic
    {
        public int Partitions { get; init; }

        public int Replicas { get; init; }

        public Settings? Config { get; init; }
    }

    internal sealed record Settings
    {
        [YamlMember(Alias = "cleanup.policy", ApplyNamingConventions = false)]
        public string? CleanupPolicy { get; init; }

        [YamlMember(Alias = "retention.ms", ApplyNamingConventions = false)]
        public long? RetentionMilliseconds { get; init; }

        [YamlMember(Alias = "retention.bytes", ApplyNamingConventions = false)]
        public long? RetentionBytes { get; init; }

        [YamlMember(Alias = "max.message.bytes", ApplyNamingConventions = false)]
        public int? MaxMessageBytes { get; init; }

        [YamlMember(Alias = "min.insync.replicas", ApplyNamingConventions = false)]
        public int? MinInsyncReplicas { get; init; }

        [YamlMember(Alias = "min.cleanable.dirty.ratio", ApplyNamingConventions = false)]
        public double? MinCleanableDirtyRatio { get; init; }

        [YamlMember(Alias = "segment.bytes", ApplyNamingConventions = false)]
        public int? SegmentBytes { get; init; }
    }
}
