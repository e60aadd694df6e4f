using System.Diagnostics.CodeAnalysis;
using k8s;
using k8s.Models;
using Marketplace.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>An overlay, rendered and read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Objects">Objects of Kubernetes' own kinds.</param>
/// <param name="Custom">Objects of operators' kinds.</param>
internal sealed record Overlay(string Name, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects, IReadOnlyList<CustomObject> Custom)
{
    /// <summary>Those there are.</summary>
    public static TheoryData<string> All() => [.. Directory.GetDirectories(SolutionFolder.PathOf("k8s/overlays")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>What runs in it.</summary>
    public IReadOnlyList<Workload> Workloads { get; } = [.. Objects.Select(Workload.Of).OfType<Workload>()];

    /// <summary>Renders one and reads it strictly: a field that a kind has not, or twice, is refused.</summary>
    public static async Task<Overlay> RenderOrSkipAsync(string name)
    {
        var (objects, custom) = (new List<IKubernetesObject<V1ObjectMeta>>(), new List<CustomObject>());
        foreach (var document in Documents(await Kustomize.RenderOrSkipAsync(name)))
        {
            if (CustomObject.TryRead(document, out var operators))
                custom.Add(operators);
            else
                objects.Add(Assert.IsType<IKubernetesObject<V1ObjectMeta>>(Assert.Single(KubernetesYaml.LoadAllFromString(document, strict: true)), exactMatch: false));
        }

        return new(name, objects, custom);
    }

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<T> Of<T>() => Objects.OfType<T>();

    /// <summary>The object of a kind with that name, in that namespace.</summary>
    public T Get<T>(string name, string space) where T : IKubernetesObject<V1ObjectMeta>
        => Assert.Single(Of<T>(), found => found.Metadata.Name == name && found.Metadata.NamespaceProperty == space);

    private static string[] Documents(string text) => text.Split("\n---\n", StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>An object of an operator's kind.</summary>
/// <param name="ApiVersion">Group and version.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Space">Its namespace.</param>
internal sealed record CustomObject(string ApiVersion, string Kind, string Name, string? Space)
{
    private static readonly string[] Groups = ["k8ssandra.io/", "kafka.strimzi.io/"];

    public static bool TryRead(string document, [NotNullWhen(true)] out CustomObject? found)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(document));
        var root = yaml.Documents[0].RootNode;
        var version = Text(root["apiVersion"]);
        var space = ((YamlMappingNode)root["metadata"]).Children.TryGetValue("namespace", out var node) ? Text(node) : null;
        found = Groups.Any(group => version.StartsWith(group, StringComparison.Ordinal))
            ? new(version, Text(root["kind"]), Text(root["metadata"]["name"]), space)
            : null;
        return found is not null;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
