using k8s;
using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>What makes pods.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Metadata">Its name and namespace.</param>
/// <param name="Selector">Which pods it takes for its own; null for a job, which takes what it makes.</param>
/// <param name="Template">Its pods.</param>
/// <param name="Replicas">How many; null when that is left to others.</param>
/// <param name="Claims">Volumes that each pod gets.</param>
internal sealed record Workload(
    string Kind, V1ObjectMeta Metadata, V1LabelSelector? Selector, V1PodTemplateSpec Template, int? Replicas, IReadOnlyList<string> Claims)
{
    public string Name => Metadata.Name;

    /// <summary>What runs in it; more than one workload may have the same.</summary>
    public string Program => Labels["app.kubernetes.io/name"];

    public string Space => Metadata.NamespaceProperty;

    public V1PodSpec Pod => Template.Spec;

    public IReadOnlyDictionary<string, string> Labels => (IReadOnlyDictionary<string, string>)Template.Metadata.Labels;

    public IEnumerable<V1Container> Containers => [.. Pod.InitContainers ?? [], .. Pod.Containers];

    public static Workload? Of(IKubernetesObject<V1ObjectMeta> found) => found switch
    {
        V1Deployment { Spec: var spec } => new("Deployment", found.Metadata, spec.Selector, spec.Template, spec.Replicas, []),
        V1StatefulSet { Spec: var spec } => new("StatefulSet", found.Metadata, spec.Selector, spec.Template, spec.Replicas, [.. (spec.VolumeClaimTemplates ?? []).Select(claim => claim.Metadata.Name)]),
        V1Job { Spec: var spec } => new("Job", found.Metadata, null, spec.Template, null, []),
        _ => null,
    };

    public override string ToString() => $"{Kind} {Name}";
}
