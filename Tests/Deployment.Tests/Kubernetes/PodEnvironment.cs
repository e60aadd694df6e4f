using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>The environment that a container gets.</summary>
internal static class PodEnvironment
{
    /// <summary>What stands for a secret: as long as the longest that a program asks for.</summary>
    public const string Secret = "sixteen-letters-and-more";

    /// <summary>All of it; what a secret holds, or the pod itself, by a stand-in.</summary>
    public static IReadOnlyDictionary<string, string> Of(Overlay overlay, Workload workload, V1Container container)
    {
        var all = new Dictionary<string, string>();
        foreach (var source in container.EnvFrom ?? [])
        {
            foreach (var (name, value) in overlay.Get<V1ConfigMap>(source.ConfigMapRef.Name, workload.Space).Data)
                all[name] = value;
        }

        foreach (var variable in container.Env ?? [])
            all[variable.Name] = variable.Value ?? Standing(variable.ValueFrom);
        return all;
    }

    private static string Standing(V1EnvVarSource source) => source switch
    {
        { SecretKeyRef: not null } => Secret,
        { FieldRef.FieldPath: "status.podIP" } => "192.0.2.7",
        { FieldRef.FieldPath: "metadata.name" or "metadata.namespace" } => "a-name",
        _ => throw new InvalidOperationException("no such source is used"),
    };
}
