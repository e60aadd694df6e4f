using System.Globalization;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>Silos as processes of their own, whose entities are in Cassandra and whose events are on Kafka, and a client of them.</summary>
internal sealed class TellingCluster : IAsyncDisposable
{
    private const string Program = "Marketplace.Orleans.Streaming.Kafka.TellerSilo";

    // A caller of a silo that died hears nothing.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, string> _settings;
    private readonly SiloProcess?[] _silos;
    private readonly IHost _client;

    private TellingCluster(Dictionary<string, string> settings, int silos, IHost client) => (_settings, _silos, _client) = (settings, new SiloProcess?[silos], client);

    /// <summary>Where its grains are called.</summary>
    public IGrainFactory Grains => _client.Services.GetRequiredService<IGrainFactory>();

    /// <summary>How many silos it has, dead ones among them; they count from 0.</summary>
    public int Silos => _silos.Length;

    /// <summary>Starts silos, in a keyspace of their own, and a client.</summary>
    public static async Task<TellingCluster> StartAsync(CassandraCluster cassandra, KafkaEventLogOptions log, int silos)
    {
        var keyspace = $"telling_{Guid.NewGuid():N}";
        var settings = new Dictionary<string, string>
        {
            ["Orleans:ServiceId"] = keyspace,
            ["Orleans:ClusterId"] = "cluster",
            ["Orleans:EventLog:ProviderType"] = "Kafka",
            ["Orleans:EventLog:BootstrapServers"] = log.BootstrapServers,
            ["Orleans:EventLog:Topic"] = log.Topic,
            ["Membership:ProbeTimeout"] = "00:00:01",
            ["Membership:MaxProbeTimeout"] = "00:00:02",
            ["Membership:IAmAliveTablePublishTimeout"] = "00:00:02",
            ["Membership:TableRefreshTimeout"] = "00:00:05",
            ["Logging:LogLevel:Default"] = "None",
        };
        foreach (var section in (string[])["Orleans:Clustering", "Orleans:Entities"])
        {
            settings[$"{section}:ProviderType"] = "Cassandra";
            settings[$"{section}:ContactPoints"] = string.Join(',', cassandra.Nodes);
            settings[$"{section}:Keyspace"] = keyspace;
            settings[$"{section}:Schema"] = "Create";
            settings[$"{section}:ReplicationFactor"] = cassandra.Nodes.Count.ToString(CultureInfo.InvariantCulture);
        }

        var cluster = new TellingCluster(settings, silos, ClientOf(settings));
        try
        {
            for (var silo = 0; silo < silos; silo++)
                await cluster.StartAsync(silo);
            await cluster._client.StartAsync(TestContext.Current.CancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends a silo as the system would: without a word.</summary>
    public async Task KillAsync(int silo)
    {
        await _silos[silo]!.DisposeAsync();
        _silos[silo] = null;
    }

    /// <summary>Starts a silo, and waits until it is active.</summary>
    public async Task StartAsync(int silo) => _silos[silo] = await SiloProcess.StartAsync(Program, _settings, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _client.StopAsync();
        _client.Dispose();
        foreach (var silo in _silos)
        {
            if (silo is not null)
                await silo.DisposeAsync();
        }
    }

    private static IHost ClientOf(Dictionary<string, string> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings
            .Where(setting => !setting.Key.StartsWith("Orleans:E", StringComparison.Ordinal))
            .Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = AnswerWithin);
            client.UseConnectionRetryFilter((_, _) => Task.FromResult(true));
        });
        return builder.Build();
    }
}
