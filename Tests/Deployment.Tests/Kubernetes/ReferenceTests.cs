using System.Text.RegularExpressions;
using k8s.Models;
using Marketplace.Tests.Shared;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>What pods are given is there, or the guide says who makes it.</summary>
public sealed partial class ReferenceTests
{
    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Config_maps_come_along_and_secrets_never_do(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var maps = overlay.Of<V1ConfigMap>().Select(map => map.Metadata.Name).ToHashSet();
        var used = overlay.Workloads.SelectMany(ConfigMaps).ToHashSet();

        Assert.Empty(overlay.Of<V1Secret>());
        Assert.Equal(maps.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task The_guide_names_every_secret_with_its_keys_and_none_besides(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var certificates =
            from tls in overlay.Of<V1Ingress>().SelectMany(ingress => ingress.Spec.Tls)
            from key in (string[])["tls.crt", "tls.key"]
            select (tls.SecretName, key);

        Assert.Equal(overlay.Workloads.SelectMany(Secrets).Concat(certificates).Distinct().Order(), Told(name).Order());
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task What_is_mounted_is_a_volume_of_the_pod_and_all_volumes_are_mounted(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var workload in overlay.Workloads)
        {
            var volumes = (workload.Pod.Volumes ?? []).Select(volume => volume.Name).Concat(workload.Claims).ToList();
            var mounts = workload.Containers.SelectMany(container => container.VolumeMounts ?? []).Select(mount => mount.Name).ToHashSet();
            Assert.Equal(volumes.Order(StringComparer.Ordinal), mounts.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Only_a_silo_asks_Kubernetes_and_only_for_pods(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var workload in overlay.Workloads)
        {
            Assert.Equal(workload.Program == "silo", workload.Pod.AutomountServiceAccountToken);
            Assert.False(workload.Pod.EnableServiceLinks);
            if (workload.Pod.ServiceAccountName is { } account)
                Assert.False(overlay.Get<V1ServiceAccount>(account, workload.Space).AutomountServiceAccountToken);
        }

        var binding = Assert.Single(overlay.Of<V1RoleBinding>());
        Assert.Equal(("ServiceAccount", "silo", "marketplace"), Assert.Single(binding.Subjects.Select(subject => (subject.Kind, subject.Name, subject.NamespaceProperty))));
        var rule = Assert.Single(overlay.Get<V1Role>(binding.RoleRef.Name, "marketplace").Rules);
        Assert.Equal(("", "pods", "get list watch"), (Assert.Single(rule.ApiGroups), Assert.Single(rule.Resources), string.Join(' ', rule.Verbs)));
        Assert.Empty(overlay.Of<V1ClusterRole>());
    }

    private static IEnumerable<string> ConfigMaps(Workload workload) =>
    [
        .. workload.Containers.SelectMany(container => container.EnvFrom ?? []).Select(source => source.ConfigMapRef.Name),
        .. (workload.Pod.Volumes ?? []).Where(volume => volume.ConfigMap is not null).Select(volume => volume.ConfigMap.Name),
    ];

    private static IEnumerable<(string Name, string Key)> Secrets(Workload workload) =>
    [
        .. workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>()
            .Select(secret => (secret.Name, secret.Key)),
        .. from volume in workload.Pod.Volumes ?? []
           where volume.Secret is not null
           from item in volume.Secret.Items
           select (volume.Secret.SecretName, item.Key),
    ];

    // Rows such as: | `cassandra` | `username`, `password` | production | … |
    // What is told of an overlay holds for those that are made of it, whose names begin with its.
    private static HashSet<(string Name, string Key)> Told(string overlay) =>
    [
        .. from row in SolutionFolder.Read("docs/kubernetes.md").Split('\n')
           let cells = row.Split('|', StringSplitOptions.TrimEntries)
           where cells.Length > 4 && Quoted().IsMatch(cells[1]) && (cells[3] == "all" || overlay.StartsWith(cells[3], StringComparison.Ordinal))
           from key in Quoted().Matches(cells[2])
           select (Quoted().Match(cells[1]).Groups[1].Value, key.Groups[1].Value),
    ];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
