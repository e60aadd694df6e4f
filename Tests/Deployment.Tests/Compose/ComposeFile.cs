using Marketplace.Tests.Shared;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Marketplace.Deployment.Tests.Compose;

/// <summary>The compose file, with what its parts share put into each.</summary>
internal sealed class ComposeFile
{
    private readonly IReadOnlyDictionary<object, object> _root = Load("compose.yaml");

    /// <summary>Its services, by name.</summary>
    public IReadOnlyDictionary<string, ComposeService> Services => Map(_root["services"]).ToDictionary(pair => pair.Key, pair => new ComposeService(pair.Key, Map(pair.Value)));

    /// <summary>The names of its volumes.</summary>
    public IEnumerable<string> Volumes => Map(_root["volumes"]).Keys;

    /// <summary>The network that all are in.</summary>
    public System.Net.IPNetwork Network
        => System.Net.IPNetwork.Parse((string)Map(Assert.Single((List<object>)Map(Map(Map(_root["networks"])["default"]!)["ipam"]!)["config"]!))["subnet"]!);

    /// <summary>Reads a file.</summary>
    public static IReadOnlyDictionary<object, object> Load(string path)
        => new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(new StringReader(SolutionFolder.Read(path)))));

    /// <summary>A mapping, by the names of its keys.</summary>
    public static IReadOnlyDictionary<string, object?> Map(object? node) => ((IReadOnlyDictionary<object, object?>)node!).ToDictionary(pair => (string)pair.Key, pair => pair.Value);

    /// <summary>A list of words.</summary>
    public static IReadOnlyList<string> List(object? node) => [.. ((List<object>)node!).Cast<string>()];
}
