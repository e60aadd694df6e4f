using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes.Operators;

/// <summary>What the operators are told is what their kinds have, and what they make of it is what our programs are told.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData("superuserSecretRef:", "superUserSecretRef:")]
    [InlineData("cassandraYaml:", "cassandraYAML:")]
    [InlineData("commitlog_sync:", "commit_log_sync:")]
    [InlineData("  auth: true\n  cassandra:\n", "  cassandra:\n    auth: true\n")]
    [InlineData("networkPolicyPeers:", "networkPolicyPeer:")]
    [InlineData("transaction.state.log.min.isr:", "transaction.state.log.min.insync.replicas:")]
    [InlineData("kraftMetadata:", "metadata:")]
    [InlineData("retention.ms:", "retention.millis:")]
    [InlineData("patternType:", "pattern:")]
    [InlineData("kafka.strimzi.io/v1\n", "kafka.strimzi.io/v1beta2\n")]
    public async Task A_field_that_is_misspelt_or_in_another_place_is_refused(string field, string wrong)
    {
        var text = await Kustomize.RenderOrSkipAsync("production");
        Assert.Contains(field, text, StringComparison.Ordinal);

        Assert.ThrowsAny<Exception>(() => Overlay.Read(text.Replace(field, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cassandra_is_where_programs_look_for_it_and_has_as_many_nodes_as_copies()
    {
        var overlay = await Overlay.RenderOrSkipAsync("production");
        var told = Assert.Single(overlay.Of<V1ConfigMap>()).Data;
        var cluster = Assert.Single(overlay.Of<K8ssandraCluster>());
        var datacenter = Assert.Single(cluster.Spec.Cassandra.Datacenters);
        var service = $"{cluster.Metadata.Name}-{datacenter.Metadata.Name}-service.{cluster.Metadata.NamespaceProperty}";

        Assert.Equal((service, $"{service}.svc"), (told["Marketplace__Cassandra__ContactPoints"], told["Marketplace__Cassandra__Tls__HostName"]));
        Assert.Equal((datacenter.Metadata.Name, $"{datacenter.Size}"), (told["Marketplace__Cassandra__LocalDataCentre"], told["Marketplace__Cassandra__ReplicationFactor"]));
        Assert.Equal(datacenter.Size, datacenter.Racks.Select(rack => (rack.Name, Assert.Single(rack.NodeAffinityLabels))).Distinct().Count());
        Assert.True(cluster.Spec is { Auth: true, Cassandra.Config.CassandraYaml.ClientEncryptionOptions: { Enabled: true, Optional: false } });
    }

    [Theory]
    [MemberData(nameof(Overlay.Productions), MemberType = typeof(Overlay))]
    public async Task Kafka_is_where_silos_look_for_it_and_lets_them_in_and_nobody_else(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var kafka = Assert.Single(overlay.Of<Kafka>());
        var listener = Assert.Single(kafka.Spec.Brokers.Listeners);
        var peer = Assert.Single(listener.NetworkPolicyPeers);

        Assert.Equal(
            Assert.Single(overlay.Of<V1ConfigMap>()).Data["Orleans__EventLog__BootstrapServers"],
            $"{kafka.Metadata.Name}-kafka-bootstrap.{kafka.Metadata.NamespaceProperty}:{listener.Port}");
        Assert.Equal([KeyValuePair.Create("kubernetes.io/metadata.name", "marketplace")], peer.NamespaceSelector.MatchLabels);
        Assert.Equal(overlay.Workloads.Where(workload => workload.Program == "silo"), overlay.Workloads.Where(workload => peer.PodSelector.Takes(workload.Labels)));
    }

    [Fact]
    public async Task Pools_topics_and_the_user_are_of_that_Kafka_and_the_user_may_use_the_topics()
    {
        var overlay = await Overlay.RenderOrSkipAsync("production");
        var kafka = Assert.Single(overlay.Of<Kafka>());
        var (pools, topics, user) = (overlay.Of<KafkaNodePool>().ToList(), overlay.Of<KafkaTopic>().ToList(), Assert.Single(overlay.Of<KafkaUser>()));
        var brokers = Assert.Single(pools, pool => pool.Spec.Roles is ["broker"]);

        Assert.Single(pools, pool => pool.Spec.Roles is ["controller"]);
        Assert.All(
            pools.Select(pool => pool.Metadata).Concat(topics.Select(topic => topic.Metadata)).Append(user.Metadata),
            named => Assert.Equal((kafka.Metadata.Name, kafka.Metadata.NamespaceProperty), (named.Labels["strimzi.io/cluster"], named.NamespaceProperty)));
        Assert.All(topics, topic => Assert.True(topic.Spec.Replicas == brokers.Spec.Replicas && topic.Spec.Config!.MinInsyncReplicas == kafka.Spec.Brokers.Config!.MinInsyncReplicas));
        var rule = Assert.Single(user.Spec.Authorization!.Acls, rule => rule.Resource.Type == "topic");
        Assert.Equal("prefix", rule.Resource.PatternType);
        Assert.All(topics, topic => Assert.StartsWith(rule.Resource.Name!, topic.Metadata.Name, StringComparison.Ordinal));
        Assert.Equal(kafka.Spec.Brokers.Authorization!.Type, user.Spec.Authorization.Type);
        Assert.Equal(Assert.Single(kafka.Spec.Brokers.Listeners).Authentication, user.Spec.Authentication);
    }
}
