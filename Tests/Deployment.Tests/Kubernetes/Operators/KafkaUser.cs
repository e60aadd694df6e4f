namespace Marketplace.Deployment.Tests.Kubernetes.Operators;

/// <summary>A user, and what it may do.</summary>
internal sealed record KafkaUser : OperatorObject<KafkaUser.User>
{
    internal sealed record User
    {
        public Kafka.Typed? Authentication { get; init; }

        public Rules? Authorization { get; init; }
    }

    internal sealed record Rules
    {
        public string? Type { get; init; }

        public List<Rule> Acls { get; init; } = [];
    }

    internal sealed record Rule
    {
        public Matched Resource { get; init; } = new();

        public List<string> Operations { get; init; } = [];
    }

    internal sealed record Matched
    {
        public string? Type { get; init; }

        public string? Name { get; init; }

        public string? PatternType { get; init; }
    }
}
