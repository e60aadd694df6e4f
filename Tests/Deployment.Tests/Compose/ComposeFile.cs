using Marketplace.Tests.Shared;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Marketplace.Deployment.Tests.Compose;

/// <summary>
/// The compose file, with what its parts share put into each. Of what Compose knows only those keys are here that we use: another is refused.
/// </summary>
internal sealed record ComposeFile
{
    public string? Name { get; init; }

    public Dictionary<string, ComposeService> Services { get; init; } = [];

    public Dictionary<string, Config> Configs { get; init; } = [];

    public Dictionary<string, Network> Networks { get; init; } = [];

    public Dictionary<string, Volume?> Volumes { get; init; } = [];

    // What services share; Compose passes over it.
    [YamlMember(Alias = "x-marketplace", ApplyNamingConventions = false)]
    public Dictionary<string, string> SharedEnvironment { get; init; } = [];

    [YamlMember(Alias = "x-ours", ApplyNamingConventions = false)]
    public ComposeService? SharedByOurs { get; init; }

    [YamlMember(Alias = "x-silo", ApplyNamingConventions = false)]
    public ComposeService? SharedBySilos { get; init; }

    [YamlMember(Alias = "x-api", ApplyNamingConventions = false)]
    public ComposeService? SharedByApis { get; init; }

    /// <summary>Reads the one that is in the solution's folder.</summary>
    public static ComposeFile Load() => Read(SolutionFolder.Read("compose.yaml"));

    /// <summary>Reads one strictly.</summary>
    /// <exception cref="YamlException">It has a key that is not known there, or one twice.</exception>
    public static ComposeFile Read(string text)
    {
        // Of two that are the same in one place the other reader takes the last.
        new YamlStream().Load(new StringReader(text));
        return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<ComposeFile>(new MergingParser(new Parser(new StringReader(text))));
    }

    /// <summary>What is mounted as a file.</summary>
    internal sealed record Config
    {
        public string? Content { get; init; }
    }

    internal sealed record Network
    {
        public AddressPlan? Ipam { get; init; }
    }

    internal sealed record AddressPlan
    {
        public List<AddressRange> Config { get; init; } = [];
    }

    internal sealed record AddressRange
    {
        public string Subnet { get; init; } = "";

        public string IpRange { get; init; } = "";
    }

    /// <summary>A volume about which nothing is said.</summary>
    internal sealed record Volume;
}
