using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Deployment.Tests.Programs;
using YamlDotNet.Serialization;

namespace Marketplace.Deployment.Tests.Compose;

/// <summary>A service of the compose file.</summary>
internal sealed partial record ComposeService
{
    public string Image { get; init; } = "";

    public BuildPlan? Build { get; init; }

    public List<string> Command { get; init; } = [];

    public Dictionary<string, string> Environment { get; init; } = [];

    public string? Restart { get; init; }

    public bool ReadOnly { get; init; }

    public List<string> Tmpfs { get; init; } = [];

    public List<string> CapDrop { get; init; } = [];

    public List<string> SecurityOpt { get; init; } = [];

    public string StopGracePeriod { get; init; } = "10s";

    public Dictionary<string, Dependency> DependsOn { get; init; } = [];

    public List<string> Ports { get; init; } = [];

    public List<string> Volumes { get; init; } = [];

    public List<MountedConfig> Configs { get; init; } = [];

    public Dictionary<string, Attachment> Networks { get; init; } = [];

    public HealthCheck? Healthcheck { get; init; }

    [YamlIgnore]
    public bool IsOurs => Image.StartsWith("marketplace/", StringComparison.Ordinal);

    [YamlIgnore]
    public TimeSpan StopsWithin => Seconds(StopGracePeriod);

    /// <summary>The environment, where what the user may say is left unsaid.</summary>
    [YamlIgnore]
    public IReadOnlyDictionary<string, string> DefaultEnvironment => Environment.ToDictionary(pair => pair.Key, pair => Unsaid().Replace(pair.Value, "$1"));

    /// <summary>Ports of this machine and the container's that they lead to; addresses first.</summary>
    [YamlIgnore]
    public IEnumerable<string[]> Published => Ports.Select(port => port.Split(':'));

    [YamlIgnore]
    public IEnumerable<string[]> Mounts => Volumes.Select(volume => volume.Split(':'));

    [YamlIgnore]
    public string? Address => Networks.GetValueOrDefault("default")?.Ipv4Address;

    /// <summary>A time as we write all of them, <c>10s</c>.</summary>
    public static TimeSpan Seconds(string text) => text is [.. var number, 's']
        ? TimeSpan.FromSeconds(int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture))
        : throw new FormatException(text);

    /// <summary>The program, put together as it is in its container.</summary>
    public DeployedProgram PutTogether() => DeployedProgram.Build(Image, Command, DefaultEnvironment);

    [GeneratedRegex(@"\$\{[A-Z_]+:-([^}]*)\}")]
    private static partial Regex Unsaid();

    internal sealed record BuildPlan
    {
        public string Context { get; init; } = "";

        public string Dockerfile { get; init; } = "";
    }

    internal sealed record Dependency
    {
        public string Condition { get; init; } = "";
    }

    internal sealed record MountedConfig
    {
        public string Source { get; init; } = "";

        public string Target { get; init; } = "";
    }

    internal sealed record Attachment
    {
        public string? Ipv4Address { get; init; }
    }

    internal sealed record HealthCheck
    {
        public List<string> Test { get; init; } = [];

        public string Interval { get; init; } = "";

        public string Timeout { get; init; } = "";

        public int Retries { get; init; }

        public string? StartPeriod { get; init; }
    }
}
