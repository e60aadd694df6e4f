using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Entities;
using Orleans.Streams;

namespace Orleans.Streaming.Kafka.Tests.Streams;

/// <summary>A program that hosts no grains and subscribes to streams by a silo; it knows nothing of Kafka's brokers.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private readonly IHost _host;

    private StreamClient(IHost host) => _host = host;

    /// <summary>What it got.</summary>
    public ConcurrentQueue<LogEvent> Taken { get; } = new();

    /// <summary>Starts one.</summary>
    /// <param name="gatewayPort">Where the silo awaits clients.</param>
    /// <param name="settings">Its sections.</param>
    /// <param name="configure">What it is given beside them.</param>
    public static async Task<StreamClient> StartAsync(int gatewayPort, Dictionary<string, string?> settings, Action<IClientBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(gatewayPort, serviceId: "tests");
            configure(client);
        });
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host);
    }

    /// <summary>The stream of a kind and a partition.</summary>
    public IAsyncStream<LogEvent> StreamOf(string provider, string kind, int partition)
        => _host.Services.GetRequiredService<IClusterClient>().GetStreamProvider(provider).GetStream<LogEvent>(EventStreams.Of(kind, partition));

    /// <summary>Takes what comes in a stream, from now on.</summary>
    public Task SubscribeAsync(string provider, string kind, int partition) => StreamOf(provider, kind, partition).SubscribeAsync((item, _) =>
    {
        Taken.Enqueue(item);
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
