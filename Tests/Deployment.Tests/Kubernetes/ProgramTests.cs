using k8s.Models;
using Marketplace.Deployment.Tests.Images;
using Marketplace.Deployment.Tests.Programs;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Silo.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>The pods of our programs against the programs themselves, put together with what the pods give them.</summary>
public sealed class ProgramTests
{
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(5);

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Each_starts_with_its_configuration_and_knows_all_of_it(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var (workload, container) in Ours(overlay))
        {
            var environment = PodEnvironment.Of(overlay, workload, container);
            Assert.Empty(new ContainerEnvironment(environment).Unknown);
            await using var program = Build(overlay, workload, container);
            Assert.Equal(workload.Program == "payments" ? null : "Kafka", program.Configuration["Orleans:EventLog:ProviderType"]);
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Ports_are_those_that_the_program_listens_on(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var (workload, container) in Ours(overlay))
        {
            await using var program = Build(overlay, workload, container);
            Assert.Equal(
                program.Ports.Order(KeyComparer), (container.Ports ?? []).Select(port => KeyValuePair.Create(port.Name, port.ContainerPort)).Order(KeyComparer));
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Probes_ask_what_the_program_answers_without_a_key(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var (workload, container) in Ours(overlay).Where(found => found.Workload.Kind != "Job"))
        {
            await using var program = Build(overlay, workload, container);
            Assert.Equal(("/health/live", "/health/live", "/health/ready"), (container.StartupProbe.HttpGet.Path, container.LivenessProbe.HttpGet.Path, container.ReadinessProbe.HttpGet.Path));
            foreach (var probe in (V1HTTPGetAction[])[container.StartupProbe.HttpGet, container.LivenessProbe.HttpGet, container.ReadinessProbe.HttpGet])
            {
                Assert.Contains(probe.Port.Value, program.Ports.Keys);

                // Nobody is ready before the start.
                var status = await program.StatusAsync(probe.Port.Value, probe.Path);
                Assert.True(status == 200 || (status == 503 && probe.Path == "/health/ready"), $"{workload} {probe.Path}: {status}");
                Assert.Equal(404, await program.StatusAsync(probe.Port.Value, "/health/nothing"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task A_pod_has_longer_to_end_than_its_program_takes(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);

        foreach (var (workload, container) in Ours(overlay).Where(found => found.Workload.Kind != "Job"))
        {
            await using var program = Build(overlay, workload, container);
            var before = TimeSpan.FromSeconds(container.Lifecycle?.PreStop.Sleep.Seconds ?? 0);
            Assert.True(TimeSpan.FromSeconds(workload.Pod.TerminationGracePeriodSeconds!.Value) >= before + program.StopsWithin + Spare, workload.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Silos_and_APIs_are_of_one_cluster_whose_pods_are_labelled_so(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var clusters = new HashSet<(string, string)>();

        foreach (var (workload, container) in Ours(overlay).Where(found => found.Workload.Program is "silo" or "api"))
        {
            await using var program = Build(overlay, workload, container);
            var (service, cluster) = (program.Configuration["Orleans:ServiceId"]!, program.Configuration["Orleans:ClusterId"]!);
            clusters.Add((service, cluster));
            if (workload.Program != "silo")
                continue;

            // Orleans' hosting would write other labels over them, which it is not allowed to.
            Assert.Equal((service, cluster), (workload.Labels["orleans/serviceId"], workload.Labels["orleans/clusterId"]));
            Assert.Equal("metadata.name", Source(container, "POD_NAME"));
            Assert.Equal("metadata.namespace", Source(container, "POD_NAMESPACE"));
            Assert.Equal("192.0.2.7", program.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<EndpointOptions>>().Value.AdvertisedIPAddress.ToString());
        }

        Assert.Single(clusters);
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Every_service_is_hosted_by_the_silos_of_one_Deployment(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var hosted = new List<MarketplaceServices>();
        foreach (var (workload, container) in Ours(overlay).Where(found => found.Workload.Program == "silo"))
        {
            await using var program = Build(overlay, workload, container);
            hosted.Add(ServiceSettings.Read(program.Configuration));
        }

        foreach (var service in Enum.GetValues<MarketplaceServices>().Except([MarketplaceServices.None, MarketplaceServices.All]))
            Assert.Single(hosted, services => services.HasFlag(service));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Silos_of_all_Deployments_are_told_the_same_but_for_their_services(string name)
    {
        var overlay = await Overlay.RenderOrSkipAsync(name);
        var silos = Ours(overlay).Where(found => found.Workload.Program == "silo").Select(found => (
            Told: PodEnvironment.Of(overlay, found.Workload, found.Container).Where(variable => !variable.Key.StartsWith("Marketplace__Services__", StringComparison.Ordinal)).ToDictionary(),
            Mounts: found.Container.VolumeMounts.ToDictionary(mount => mount.Name, mount => mount.MountPath),
            Account: found.Workload.Pod.ServiceAccountName)).ToList();

        Assert.All(silos, silo => Assert.Equivalent(silos[0], silo, strict: true));
    }

    private static Comparer<KeyValuePair<string, int>> KeyComparer { get; } = Comparer<KeyValuePair<string, int>>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));

    private static IEnumerable<(Workload Workload, V1Container Container)> Ours(Overlay overlay) =>
        from workload in overlay.Workloads
        from container in workload.Containers
        where Dockerfile.Of(container.Image) is not null
        select (workload, container);

    private static string Source(V1Container container, string variable) => container.Env.Single(one => one.Name == variable).ValueFrom.FieldRef.FieldPath;

    private static DeployedProgram Build(Overlay overlay, Workload workload, V1Container container)
        => DeployedProgram.Build(container.Image, [.. container.Args ?? []], PodEnvironment.Of(overlay, workload, container));
}
