using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>Every pod keeps within what Kubernetes calls restricted, and can write where it must and nowhere else.</summary>
public sealed class SecurityTests
{
    private static readonly string[] WrittenByOurs = ["/tmp"];

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task No_container_is_root_or_can_become_it(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var workload in overlay.Workloads)
        {
            var pod = workload.Pod;
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            Assert.True(pod.SecurityContext.RunAsUser > 0);
            Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
            Assert.Equal((null, null, null), (pod.HostNetwork, pod.HostPID, pod.HostIPC));
            Assert.All(pod.Volumes ?? [], volume => Assert.Null(volume.HostPath));
            Assert.All(workload.Containers, Restricted);
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task What_a_program_writes_to_is_a_volume_with_a_limit(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var workload in overlay.Workloads)
        {
            foreach (var container in workload.Containers.Where(container => Images.Dockerfile.Of(container.Image) is not null))
            {
                var folders = PodEnvironment.Of(overlay, workload, container)
                    .Where(variable => variable.Key is "Marketplace__DataDirectory" or "Marketplace__Payments__Sandbox__Directory")
                    .Select(variable => variable.Value).Concat(WrittenByOurs);
                Assert.All(folders, folder => Assert.Contains(container.VolumeMounts, mount => mount.ReadOnlyProperty is not true && (folder + "/").StartsWith(mount.MountPath + "/", StringComparison.Ordinal)));
            }

            Assert.All(
                (workload.Pod.Volumes ?? []).Where(volume => volume.EmptyDir is not null),
                volume => Assert.NotNull(volume.EmptyDir.SizeLimit));
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Every_container_asks_for_what_it_needs_and_has_a_limit_to_memory(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var container in overlay.Workloads.SelectMany(workload => workload.Containers))
        {
            Assert.Equal(["cpu", "memory"], container.Resources.Requests.Keys.Order(StringComparer.Ordinal));
            Assert.True(container.Resources.Limits["memory"].ToDecimal() >= container.Resources.Requests["memory"].ToDecimal());
        }
    }

    private static void Restricted(V1Container container)
    {
        var context = container.SecurityContext;
        Assert.False(context.AllowPrivilegeEscalation);
        Assert.True(context.ReadOnlyRootFilesystem);
        Assert.Equal(["ALL"], context.Capabilities.Drop);
        Assert.Null(context.Capabilities.Add);
        Assert.NotEqual(true, context.Privileged);
        Assert.Null(context.RunAsUser);
    }
}
