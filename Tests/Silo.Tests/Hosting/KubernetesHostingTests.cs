using System.Net;
using k8s;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting.Kubernetes;

namespace Marketplace.Silo.Tests.Hosting;

/// <summary>A silo that follows its pods.</summary>
[Collection(nameof(OneNode))]
public sealed class KubernetesHostingTests(OneNode node) : IDisposable
{
    private const string Space = "market";
    private const string Pod = "silo-here";
    private const string Labels = """{"orleans/serviceId":"marketplace","orleans/clusterId":"marketplace"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-pod-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_declares_those_dead_whose_pods_are_gone_or_go_and_asks_for_pods_only()
    {
        var cluster = await node.StartedOrSkipAsync();
        await using var kubernetes = await StubKubernetes.StartAsync(Space, Pod, Labels);
        using var host = Build($"{cluster.Nodes[0]}", kubernetes.Address);
        var table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, Token);
        await AddAsync(table, 1, "silo-gone", SiloStatus.Active);

        await host.StartAsync(Token);
        Assert.Equal(SiloStatus.Dead, await StatusAsync(table, "silo-gone"));
        Assert.Equal(SiloStatus.Active, await StatusAsync(table, Pod));

        // One that is joining is probed by nobody, so nobody else finds it dead.
        await AddAsync(table, 2, "silo-going", SiloStatus.Joining);
        await host.Services.GetRequiredService<IClusterMembershipService>().Refresh(cancellationToken: Token);
        kubernetes.Delete("silo-going");
        while (await StatusAsync(table, "silo-going") != SiloStatus.Dead)
            await Task.Delay(50, Token);
        await host.StopAsync(Token);

        Assert.Equal(
            [$"GET /api/v1/namespaces/{Space}/pods", $"GET /api/v1/namespaces/{Space}/pods watch", $"GET /api/v1/namespaces/{Space}/pods/{Pod}"],
            kubernetes.Requests.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Cassandra", null, "KUBERNETES_SERVICE_HOST")]
    [InlineData("Localhost", "192.0.2.1", "Orleans:Clustering:ProviderType")]
    public void Where_there_is_no_pod_or_no_table_of_members_it_is_refused(string clustering, string? apiServer, string named)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [PodSettings.HostingKey] = "true",
            ["Orleans:Clustering:ProviderType"] = clustering,
            ["KUBERNETES_SERVICE_HOST"] = apiServer,
        }).Build();

        var refused = Assert.Throws<ConfigurationRefusedException>(() => PodSettings.Read(configuration));

        Assert.Equal(PodSettings.HostingKey, refused.Key);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static async Task AddAsync(IMembershipTable table, int port, string name, SiloStatus status)
    {
        var version = (await table.ReadAllAsync(Token)).Version;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var entry = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 1),
            SiloName = name,
            HostName = name,
            Status = status,
            StartTime = now,
            IAmAliveTime = now,
            SuspectTimes = [],
        };
        Assert.True(await table.InsertRowAsync(entry, version.Next(), Token));
    }

    private static async Task<SiloStatus> StatusAsync(IMembershipTable table, string name)
        => (await table.ReadAllAsync(Token)).Members.Select(member => member.Item1).Single(member => member.SiloName == name).Status;

    private IHost Build(string contactPoints, string apiServer)
    {
        // The package reads them there and nowhere else.
        Environment.SetEnvironmentVariable(KubernetesHostingOptions.PodNamespaceEnvironmentVariable, Space);
        Environment.SetEnvironmentVariable(KubernetesHostingOptions.PodNameEnvironmentVariable, Pod);
        var builder = Host.CreateApplicationBuilder(
        [
            $"--Marketplace:DataDirectory={_folder}", $"--Marketplace:Cassandra:ContactPoints={contactPoints}", "--Marketplace:Cassandra:Keyspace=pods",
            "--Marketplace:Cassandra:Schema=Create", $"--{PodSettings.HostingKey}=true", "--KUBERNETES_SERVICE_HOST=127.0.0.1",
            "--Orleans:Clustering:ProviderType=Cassandra", "--Orleans:Clustering:SiloPort=0", "--Orleans:Clustering:GatewayPort=0",
        ]);
        builder.Logging.ClearProviders();
        builder.AddMarketplaceSilo(
            silo => silo.Services.Configure<KubernetesHostingOptions>(options => options.GetClientConfiguration = () => new KubernetesClientConfiguration { Host = apiServer }),
            withGateway: true);
        return builder.Build();
    }
}
