using System.Net;
using Marketplace.Deployment.Tests.Images;
using Marketplace.Deployment.Tests.Programs;
using Marketplace.Tests.Shared;

namespace Marketplace.Deployment.Tests.Compose;

/// <summary>The compose file against the programs and against itself: no Docker is needed.</summary>
public sealed class ComposeTests
{
    private readonly ComposeFile _file = new();

    private IEnumerable<ComposeService> Ours => _file.Services.Values.Where(service => service.IsOurs);

    [Fact]
    public async Task Each_program_starts_with_its_configuration_and_knows_all_of_it()
    {
        Assert.Equal(6, Ours.Count());
        foreach (var service in Ours)
        {
            Assert.Empty(new ContainerEnvironment(service.Environment).Unknown);
            await using var program = service.Build();
            Assert.NotNull(program.Configuration);
        }
    }

    [Fact]
    public async Task What_is_published_is_a_port_of_the_program_and_for_this_machine_only()
    {
        foreach (var service in _file.Services.Values)
            Assert.All(service.Published, port => Assert.Equal("127.0.0.1", port[0]));
        Assert.Distinct(_file.Services.Values.SelectMany(service => service.Published).Select(port => port[1]));

        foreach (var service in Ours)
        {
            await using var program = service.Build();
            Assert.All(service.Published, port => Assert.Contains(port[2], program.Ports.Values.Select(one => $"{one}")));
        }
    }

    [Fact]
    public async Task A_container_has_longer_to_stop_than_its_program_takes()
    {
        foreach (var service in Ours.Where(service => service.Command.Count == 0))
        {
            await using var program = service.Build();
            Assert.True(service.StopsWithin > program.StopsWithin, service.Name);
        }
    }

    [Fact]
    public void What_is_waited_for_is_there_and_can_be_told()
    {
        foreach (var (service, condition) in _file.Services.Values.SelectMany(service => service.Dependencies))
        {
            var other = _file.Services[service];
            Assert.True(condition != "service_healthy" || other.HasHealthCheck, service);
            Assert.True(condition != "service_completed_successfully" || other.Command is ["schema", "--apply"], service);
        }
    }

    [Fact]
    public void Images_have_a_version_and_ours_are_built_of_their_own_Dockerfiles()
    {
        Assert.All(_file.Services.Values, service => Assert.False(service.Image.Split('/')[^1].Split(':').ElementAtOrDefault(1) is null or "latest", service.Image));
        Assert.All(Ours, service => Assert.Equal($"{Dockerfile.Of(service.Image)!.Project}/Dockerfile", service.Dockerfile));
    }

    [Fact]
    public void A_silo_listens_at_the_address_that_its_container_has()
    {
        var silos = Ours.Where(service => service.Name.StartsWith("silo", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, silos.Count);
        Assert.Distinct(silos.Select(silo => silo.Address));
        Assert.All(silos, silo => Assert.Equal(silo.Address, silo.Environment["Orleans__Clustering__Address"]));
        Assert.All(silos, silo => Assert.True(_file.Network.Contains(IPAddress.Parse(silo.Address!))));
    }

    [Fact]
    public void Volumes_are_declared_and_hold_what_the_programs_keep()
    {
        var mounts = _file.Services.Values.SelectMany(service => service.Mounts).ToList();

        Assert.Equal(_file.Volumes.Order(StringComparer.Ordinal), mounts.Select(mount => mount[0]).Where(source => source[0] != '.').Order(StringComparer.Ordinal));
        Assert.All(mounts.Where(mount => mount[0][0] == '.'), mount => Assert.True(File.Exists(SolutionFolder.PathOf(mount[0])), mount[0]));
        foreach (var service in Ours.Where(service => service.Mounts.Any()))
            Assert.Contains(Assert.Single(service.Mounts)[1], Dockerfile.Of(service.Image)!.Environment.Values);
    }

    [Fact]
    public async Task Prometheus_scrapes_the_operators_port_of_every_silo_and_API_with_the_key()
    {
        var job = ComposeFile.Map(Assert.Single((List<object>)ComposeFile.Load("compose/prometheus.yml")["scrape_configs"]));
        var targets = ((List<object>)job["static_configs"]!).SelectMany(config => ComposeFile.List(ComposeFile.Map(config)["targets"])).Order(StringComparer.Ordinal);
        var expected = new List<string>();
        foreach (var service in Ours.Where(service => service.Command.Count == 0))
        {
            await using var program = service.Build();
            if (program.Ports.TryGetValue("operators", out var port))
                expected.Add($"{service.Name}:{port}");
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), targets);
        Assert.Equal("/etc/prometheus/operators-key", ComposeFile.Map(job["authorization"])["credentials_file"]);
    }
}
