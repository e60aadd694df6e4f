using k8s.Models;
using YamlDotNet.Serialization;

namespace Marketplace.Deployment.Tests.Kubernetes.Operators;

/// <summary>A cluster of Cassandra, as K8ssandra is told of it.</summary>
internal sealed record K8ssandraCluster : OperatorObject<K8ssandraCluster.Cluster>
{
    internal sealed record Cluster
    {
        public bool Auth { get; init; }

        public Nothing? Reaper { get; init; }

        public Nodes Cassandra { get; init; } = new();
    }

    internal sealed record Nodes
    {
        public string? ServerType { get; init; }

        public string? ServerVersion { get; init; }

        public V1LocalObjectReference? SuperuserSecretRef { get; init; }

        public EncryptionStores? ClientEncryptionStores { get; init; }

        public Configuration? Config { get; init; }

        public V1ResourceRequirements? Resources { get; init; }

        public Storage? StorageConfig { get; init; }

        public List<Datacenter> Datacenters { get; init; } = [];
    }

    internal sealed record EncryptionStores
    {
        public V1SecretKeySelector? KeystoreSecretRef { get; init; }

        public V1SecretKeySelector? KeystorePasswordSecretRef { get; init; }

        public V1SecretKeySelector? TruststoreSecretRef { get; init; }

        public V1SecretKeySelector? TruststorePasswordSecretRef { get; init; }
    }

    internal sealed record Configuration
    {
        public CassandraYaml? CassandraYaml { get; init; }

        public Jvm? JvmOptions { get; init; }
    }

    // Free to the operator, which hands it on: Cassandra itself does not start with what it does not know.
    internal sealed record CassandraYaml
    {
        [YamlMember(Alias = "commitlog_sync", ApplyNamingConventions = false)]
        public string? CommitlogSync { get; init; }

        [YamlMember(Alias = "commitlog_sync_period", ApplyNamingConventions = false)]
        public string? CommitlogSyncPeriod { get; init; }

        [YamlMember(Alias = "paxos_variant", ApplyNamingConventions = false)]
        public string? PaxosVariant { get; init; }

        [YamlMember(Alias = "client_encryption_options", ApplyNamingConventions = false)]
        public Encryption? ClientEncryptionOptions { get; init; }
    }

    internal sealed record Encryption
    {
        public bool Enabled { get; init; }

        public bool Optional { get; init; }
    }

    internal sealed record Jvm
    {
        public string? HeapSize { get; init; }
    }

    internal sealed record Storage
    {
        public V1PersistentVolumeClaimSpec? CassandraDataVolumeClaimSpec { get; init; }
    }

    internal sealed record Datacenter
    {
        public Named Metadata { get; init; } = new();

        public int Size { get; init; }

        public List<Rack> Racks { get; init; } = [];
    }

    internal sealed record Named
    {
        public string Name { get; init; } = "";
    }

    internal sealed record Rack
    {
        public string? Name { get; init; }

        public Dictionary<string, string> NodeAffinityLabels { get; init; } = [];
    }
}
