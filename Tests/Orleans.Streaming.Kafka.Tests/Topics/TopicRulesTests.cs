using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka.Tests.Topics;

public sealed class TopicRulesTests
{
    [Theory]
    [InlineData(1, 1, 1, "delete", null)]
    [InlineData(3, 3, 2, "delete", null)]
    [InlineData(5, 3, 3, "delete", null)]
    [InlineData(2, 1, 1, "delete", null)]
    [InlineData(3, 1, 1, "delete", "Topic 'events' has 1 replicas and min.insync.replicas 1, and there are 3 brokers: it must have 3 and 2 at least, or what was acknowledged is lost with one broker.")]
    [InlineData(3, 3, 1, "delete", "Topic 'events' has 3 replicas and min.insync.replicas 1, and there are 3 brokers: it must have 3 and 2 at least, or what was acknowledged is lost with one broker.")]
    [InlineData(1, 1, 2, "delete", "Topic 'events' has 1 replicas and min.insync.replicas 2: nothing can be written to it.")]
    [InlineData(1, 1, 1, "compact", "Topic 'events' has cleanup.policy 'compact': it must be 'delete'.")]
    public void A_topic_that_would_lose_events_is_refused(int brokers, int replicas, int inSync, string policy, string? fault)
        => Assert.Equal(fault, TopicRules.Fault("events", brokers, replicas, Settings(inSync, policy), "delete"));

    [Theory]
    [InlineData("-1", "-1", false)]
    [InlineData("604800000", "-1", true)]
    [InlineData("-1", "1000000", true)]
    public void A_topic_with_a_retention_forgets(string milliseconds, string bytes, bool forgets) => Assert.Equal(
        forgets, TopicRules.Forgets(new Dictionary<string, string> { ["retention.ms"] = milliseconds, ["retention.bytes"] = bytes }));

    private static Dictionary<string, string> Settings(int inSync, string policy)
        => new() { ["min.insync.replicas"] = $"{inSync}", ["cleanup.policy"] = policy };
}
