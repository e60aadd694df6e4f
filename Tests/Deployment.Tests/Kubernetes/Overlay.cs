using k8s;
using k8s.Models;
using Marketplace.Deployment.Tests.Kubernetes.Operators;
using Marketplace.Tests.Shared;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>An overlay, rendered and read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Objects">Objects of Kubernetes' own kinds and of the operators'.</param>
internal sealed record Overlay(string Name, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects)
{
    /// <summary>Those there are.</summary>
    public static TheoryData<string> All() => [.. Names];

    /// <summary>Production, and what is made of it.</summary>
    public static TheoryData<string> Productions() => [.. Names.Where(name => name.StartsWith("production", StringComparison.Ordinal))];

    private static IEnumerable<string> Names => Directory.GetDirectories(SolutionFolder.PathOf("k8s/overlays")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    /// <summary>What runs in it.</summary>
    public IReadOnlyList<Workload> Workloads { get; } = [.. Objects.Select(Workload.Of).OfType<Workload>()];

    /// <summary>Renders one and reads it.</summary>
    public static async Task<Overlay> RenderOrSkipAsync(string name) => new(name, Read(await Kustomize.RenderOrSkipAsync(name)));

    /// <summary>Reads objects strictly: a kind that is not known, and a field that a kind has not, or twice, is refused.</summary>
    public static IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Read(string text)
        => [.. KubernetesYaml.LoadAllFromString(text, OperatorKinds.All, strict: true).Select(found => Assert.IsType<IKubernetesObject<V1ObjectMeta>>(found, exactMatch: false))];

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<T> Of<T>() => Objects.OfType<T>();

    /// <summary>The object of a kind with that name, in that namespace.</summary>
    public T Get<T>(string name, string space) where T : IKubernetesObject<V1ObjectMeta>
        => Assert.Single(Of<T>(), found => found.Metadata.Name == name && found.Metadata.NamespaceProperty == space);
}
