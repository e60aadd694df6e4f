using Marketplace.Tests.Shared;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Marketplace.Deployment.Tests.Compose;

/// <summary>What Prometheus is told: those keys that we use, and no others.</summary>
internal sealed record PrometheusFile
{
    public Defaults Global { get; init; } = new();

    public List<Job> ScrapeConfigs { get; init; } = [];

    public static PrometheusFile Load() => new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build()
        .Deserialize<PrometheusFile>(SolutionFolder.Read("compose/prometheus.yml"));

    internal sealed record Defaults
    {
        public string? ScrapeInterval { get; init; }
    }

    internal sealed record Job
    {
        public string? JobName { get; init; }

        public Key Authorization { get; init; } = new();

        public List<Group> StaticConfigs { get; init; } = [];
    }

    internal sealed record Key
    {
        public string? CredentialsFile { get; init; }
    }

    internal sealed record Group
    {
        public List<string> Targets { get; init; } = [];

        public Dictionary<string, string> Labels { get; init; } = [];
    }
}
