using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>What points at something points at what is there.</summary>
public sealed class SelectorTests
{
    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task A_workload_takes_its_own_pods_and_no_others(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var workload in overlay.Workloads.Where(workload => workload.Selector is not null))
        {
            Assert.Equal(workload, Assert.Single(overlay.Workloads, other => workload.Selector!.Takes(other.Labels)));
            Assert.All(workload.Pod.TopologySpreadConstraints ?? [], spread => Assert.Equal(workload, Assert.Single(overlay.Workloads, other => spread.LabelSelector.Takes(other.Labels))));
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task A_service_has_pods_and_its_ports_are_theirs(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var service in overlay.Of<V1Service>())
        {
            var workloads = overlay.Workloads.Where(workload => Labels.Takes(service.Spec.Selector, workload.Labels)).ToList();
            var program = Assert.Single(workloads.Select(workload => workload.Program).Distinct());
            Assert.Equal(overlay.Workloads.Where(workload => workload.Program == program), workloads);
            foreach (var ports in workloads.Select(workload => workload.Pod.Containers.SelectMany(container => container.Ports ?? []).Select(port => port.Name).ToList()))
                Assert.All(service.Spec.Ports, port => Assert.Contains(port.TargetPort.Value, ports));
        }

        Assert.All(
            overlay.Of<V1StatefulSet>(),
            set => Assert.True(Labels.Takes(overlay.Get<V1Service>(set.Spec.ServiceName, set.Metadata.NamespaceProperty).Spec.Selector, (IReadOnlyDictionary<string, string>)set.Spec.Template.Metadata.Labels)));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Silos_and_APIs_are_spread_and_not_all_disturbed_at_once(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var workload in overlay.Workloads.Where(workload => workload.Kind == "Deployment"))
        {
            Assert.Equal(["kubernetes.io/hostname", "topology.kubernetes.io/zone"], workload.Pod.TopologySpreadConstraints.Select(spread => spread.TopologyKey).Order(StringComparer.Ordinal));
            var budget = Assert.Single(overlay.Of<V1PodDisruptionBudget>(), budget => budget.Spec.Selector.Takes(workload.Labels));
            Assert.Equal(workload, Assert.Single(overlay.Workloads, other => budget.Spec.Selector.Takes(other.Labels)));
            Assert.Equal("1", budget.Spec.MaxUnavailable.Value);
            var rolling = overlay.Get<V1Deployment>(workload.Name, workload.Space).Spec.Strategy.RollingUpdate;
            Assert.Equal(("0", "1"), (rolling.MaxUnavailable.Value, rolling.MaxSurge.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task What_scales_by_load_says_what_a_pod_is_given_and_not_how_many_there_are(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var scaled = overlay.Of<V2HorizontalPodAutoscaler>().Select(scaler => scaler.Spec.ScaleTargetRef.Name).ToList();

        foreach (var workload in overlay.Workloads.Where(workload => workload.Kind == "Deployment"))
        {
            Assert.Equal(scaled.Contains(workload.Name), workload.Replicas is null);
            Assert.All(workload.Pod.Containers, container => Assert.Contains("cpu", container.Resources.Requests));
        }

        Assert.Distinct(scaled);
        Assert.All(scaled, target => Assert.Contains(overlay.Workloads, workload => workload.Kind == "Deployment" && workload.Name == target));
        Assert.All(overlay.Of<V2HorizontalPodAutoscaler>(), scaler => Assert.True(scaler.Spec.MinReplicas >= 2, "one is none while it is moved"));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task What_comes_from_outside_comes_to_the_public_port_and_nowhere_else(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var path in overlay.Of<V1Ingress>().SelectMany(ingress => ingress.Spec.Rules).SelectMany(rule => rule.Http.Paths))
        {
            var service = overlay.Get<V1Service>(path.Backend.Service.Name, "marketplace");
            Assert.Equal(("api", "http"), (service.Metadata.Name, Assert.Single(service.Spec.Ports).Name));
            Assert.Equal("http", path.Backend.Service.Port.Name);
        }

        Assert.All(overlay.Of<V1Service>(), service => Assert.True(service.Spec.Type is null or "ClusterIP"));
    }
}
