using k8s.Models;
using Marketplace.Tests.Shared;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>What is rendered is what Kubernetes knows, and hangs together.</summary>
public sealed class OverlayTests
{
    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Every_object_is_of_a_kind_that_is_known_and_has_a_name_of_its_own(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        Assert.NotEmpty(overlay.Workloads);
        Assert.Distinct(overlay.Objects.Select(found => (found.Kind, found.Metadata.NamespaceProperty, found.Metadata.Name)));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Every_object_is_in_a_namespace_that_comes_along_and_says_what_pods_may(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var spaces = overlay.Of<V1Namespace>().ToDictionary(space => space.Metadata.Name);

        Assert.All(overlay.Objects.Where(found => found is not V1Namespace), found => Assert.Contains(found.Metadata.NamespaceProperty ?? "none", spaces));
        Assert.Equal("restricted", spaces["marketplace"].Metadata.Labels["pod-security.kubernetes.io/enforce"]);
        Assert.All(overlay.Workloads, workload => Assert.Equal("marketplace", workload.Space));
        Assert.All(spaces.Values, space => Assert.True(space.Metadata.Labels["pod-security.kubernetes.io/enforce"] is "restricted" or "baseline"));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Images_have_a_version(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var container in overlay.Workloads.SelectMany(workload => workload.Containers))
        {
            var tag = container.Image.Split('/')[^1].Split(':').ElementAtOrDefault(1);
            Assert.False(tag is null or "latest", container.Image);
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.Productions), MemberType = typeof(Overlay))]
    public async Task Production_runs_the_version_that_the_solution_has(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var version = System.Xml.Linq.XDocument.Load(SolutionFolder.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.All(overlay.Workloads.SelectMany(workload => workload.Containers), container => Assert.EndsWith($":{version}", container.Image, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Silos_can_be_given_a_new_build_before_APIs_are(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var selector = new V1LabelSelector { MatchExpressions = [new() { Key = "app.kubernetes.io/name", OperatorProperty = "NotIn", Values = ["api"] }] };

        // As kubectl apply -l 'app.kubernetes.io/name!=api' takes them.
        var first = overlay.Objects.Where(found => selector.Takes((found.Metadata.Labels ?? new Dictionary<string, string>()).AsReadOnly())).ToList();

        Assert.Equal(
            overlay.Workloads.Where(workload => workload.Name != "api").Select(workload => (workload.Kind, workload.Name)).Order(),
            first.Select(Workload.Of).OfType<Workload>().Select(workload => (workload.Kind, workload.Name)).Order());
        Assert.All(overlay.Of<V1ConfigMap>(), map => Assert.Contains(map, first));
        Assert.Contains(overlay.Workloads, workload => workload.Name == "api" && workload.Kind == "Deployment");
    }
}
