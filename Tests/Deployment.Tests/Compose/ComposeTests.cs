using System.Globalization;
using System.Net;
using Marketplace.Deployment.Tests.Images;
using Marketplace.Deployment.Tests.Programs;
using Marketplace.Tests.Shared;
using YamlDotNet.Core;

namespace Marketplace.Deployment.Tests.Compose;

/// <summary>The compose file against the programs and against itself: no Docker is needed.</summary>
public sealed class ComposeTests
{
    private static readonly string[] Conditions = ["service_started", "service_healthy", "service_completed_successfully"];

    private readonly ComposeFile _file = ComposeFile.Load();

    private IEnumerable<KeyValuePair<string, ComposeService>> Ours => _file.Services.Where(service => service.Value.IsOurs);

    // Those that stay, with an operators' port or without.
    private IEnumerable<KeyValuePair<string, ComposeService>> Running => Ours.Where(service => service.Value.Command.Count == 0);

    [Theory]
    [InlineData("stop_grace_period:", "stop_grace_time:")]
    [InlineData("start_period:", "startperiod:")]
    [InlineData("ipv4_address:", "ipv4:")]
    [InlineData("condition:", "until:")]
    [InlineData("ip_range:", "range:")]
    [InlineData("\n    image: openzipkin/zipkin:3.4.4", "\n    image: openzipkin/zipkin:3.4.4\n    image: openzipkin/zipkin:3.4.4")]
    [InlineData("\nvolumes:\n", "\nvolume:\n")]
    [InlineData("\nvolumes:\n  cassandra:\n", "\nvolumes:\n  cassandra: {drive: local}\n")]
    public void A_key_that_is_misspelt_or_there_twice_is_refused(string key, string wrong)
    {
        var text = SolutionFolder.Read("compose.yaml");
        Assert.Contains(key, text, StringComparison.Ordinal);

        Assert.ThrowsAny<YamlException>(() => ComposeFile.Read(text.Replace(key, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_program_starts_with_its_configuration_and_knows_all_of_it()
    {
        Assert.Equal(6, Ours.Count());
        foreach (var (_, service) in Ours)
        {
            Assert.Empty(new ContainerEnvironment(service.DefaultEnvironment).Unknown);
            await using var program = service.PutTogether();
            Assert.NotNull(program.Configuration);
        }
    }

    [Fact]
    public async Task What_programs_are_told_of_others_is_where_those_are()
    {
        foreach (var (_, service) in Ours.Where(service => service.Value.Environment.Count > 0))
        {
            var told = service.DefaultEnvironment;
            Assert.Contains(told["Marketplace__Cassandra__ContactPoints"], _file.Services.Keys);
            Assert.Equal(_file.Services["kafka"].Environment["KAFKA_ADVERTISED_LISTENERS"], $"PLAINTEXT://{told["Orleans__EventLog__BootstrapServers"]}");
            var (gateway, traces) = (new Uri(told["Marketplace__Payments__Url"]), new Uri(told["Marketplace__Telemetry__Zipkin"]));
            await using var payments = _file.Services[gateway.Host].PutTogether();
            Assert.Contains(gateway.Port, payments.Ports.Values);
            Assert.Contains(_file.Services[traces.Host].Published, port => port[2] == Number(traces.Port));
        }
    }

    [Fact]
    public async Task What_is_published_is_a_port_of_the_program_and_for_this_machine_only()
    {
        foreach (var port in _file.Services.Values.SelectMany(service => service.Published))
        {
            Assert.Equal("127.0.0.1", port[0]);
            Assert.All(port[1..], number => Assert.InRange(int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture), 1, ushort.MaxValue));
        }

        Assert.Distinct(_file.Services.Values.SelectMany(service => service.Published).Select(port => port[1]));
        foreach (var (_, service) in Ours)
        {
            await using var program = service.PutTogether();
            Assert.All(service.Published, port => Assert.Contains(port[2], program.Ports.Values.Select(Number)));
        }
    }

    [Fact]
    public async Task A_container_has_longer_to_stop_than_its_program_takes()
    {
        foreach (var (name, service) in Running)
        {
            await using var program = service.PutTogether();
            Assert.True(service.StopsWithin > program.StopsWithin, name);
        }
    }

    [Fact]
    public void What_is_waited_for_is_there_and_can_be_told()
    {
        foreach (var (name, dependency) in _file.Services.Values.SelectMany(service => service.DependsOn))
        {
            var other = _file.Services[name];
            Assert.Contains(dependency.Condition, Conditions);
            Assert.True(dependency.Condition != "service_healthy" || other.Healthcheck is not null, name);
            Assert.True(dependency.Condition != "service_completed_successfully" || other.Command is ["schema", "--apply"], name);
        }

        foreach (var check in _file.Services.Values.Select(service => service.Healthcheck).OfType<ComposeService.HealthCheck>())
        {
            Assert.Equal("CMD", check.Test[0]);
            Assert.True(ComposeService.Seconds(check.Timeout) <= ComposeService.Seconds(check.Interval) && check.Retries > 0);
            Assert.True(check.StartPeriod is null || ComposeService.Seconds(check.StartPeriod) > TimeSpan.Zero);
        }
    }

    [Fact]
    public void What_is_ours_starts_again_and_can_write_and_become_nothing_that_it_need_not()
    {
        foreach (var (_, service) in Ours)
        {
            Assert.Equal(service.Command.Count == 0 ? "unless-stopped" : "on-failure", service.Restart);
            Assert.True(service.ReadOnly);
            Assert.Equal(["/tmp", "ALL", "no-new-privileges:true"], [.. service.Tmpfs, .. service.CapDrop, .. service.SecurityOpt]);
        }
    }

    [Fact]
    public void Images_have_a_version_and_ours_are_built_of_their_own_Dockerfiles()
    {
        Assert.All(_file.Services.Values, service => Assert.False(service.Image.Split('/')[^1].Split(':').ElementAtOrDefault(1) is null or "latest", service.Image));
        Assert.All(Ours, service => Assert.Equal(new ComposeService.BuildPlan { Context = ".", Dockerfile = $"{Dockerfile.Of(service.Value.Image)!.Project}/Dockerfile" }, service.Value.Build));
    }

    [Fact]
    public void A_silo_listens_at_the_address_that_its_container_has()
    {
        var silos = Ours.Where(service => service.Key.StartsWith("silo", StringComparison.Ordinal)).Select(service => service.Value).ToList();
        var plan = Assert.Single(_file.Networks["default"].Ipam!.Config);
        var (network, given) = (System.Net.IPNetwork.Parse(plan.Subnet), System.Net.IPNetwork.Parse(plan.IpRange));

        Assert.Equal(2, silos.Count);
        Assert.Distinct(silos.Select(silo => silo.Address));
        Assert.All(silos, silo => Assert.Equal(silo.Address, silo.Environment["Orleans__Clustering__Address"]));
        Assert.All(silos, silo => Assert.True(network.Contains(IPAddress.Parse(silo.Address!)) && !given.Contains(IPAddress.Parse(silo.Address!))));
        Assert.True(network.Contains(given.BaseAddress));
        Assert.All(_file.Services.Values.SelectMany(service => service.Networks.Keys), name => Assert.Contains(name, _file.Networks.Keys));
    }

    [Fact]
    public void Volumes_are_declared_and_hold_what_the_programs_keep()
    {
        var mounts = _file.Services.Values.SelectMany(service => service.Mounts).ToList();

        Assert.Equal(_file.Volumes.Keys.Order(StringComparer.Ordinal), mounts.Select(mount => mount[0]).Where(source => source[0] != '.').Order(StringComparer.Ordinal));
        Assert.All(mounts.Where(mount => mount[0][0] == '.'), mount => Assert.True(File.Exists(SolutionFolder.PathOf(mount[0])), mount[0]));
        Assert.All(mounts, mount => Assert.True(mount is [_, ['/', ..]] or [_, ['/', ..], "ro"]));
        foreach (var (_, service) in Ours.Where(service => service.Value.Volumes.Count > 0))
            Assert.Contains(Assert.Single(service.Mounts)[1], Dockerfile.Of(service.Image)!.Environment.Values);
        Assert.Equal(_file.Configs.Keys.Order(StringComparer.Ordinal), _file.Services.Values.SelectMany(service => service.Configs).Select(config => config.Source).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Prometheus_scrapes_the_operators_port_of_every_silo_and_API_with_the_key()
    {
        var (configuration, prometheus) = (PrometheusFile.Load(), _file.Services["prometheus"]);
        var job = Assert.Single(configuration.ScrapeConfigs);
        var expected = new List<string>();
        foreach (var (name, service) in Running)
        {
            await using var program = service.PutTogether();
            if (program.Ports.TryGetValue("operators", out var port))
                expected.Add($"{name}:{port}");
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), job.StaticConfigs.SelectMany(group => group.Targets).Order(StringComparer.Ordinal));
        var key = Assert.Single(prometheus.Configs);
        Assert.Equal(key.Target, job.Authorization.CredentialsFile);
        Assert.Equal(_file.Services["silo-1"].Environment["Marketplace__Operators__Key"], _file.Configs[key.Source].Content);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
