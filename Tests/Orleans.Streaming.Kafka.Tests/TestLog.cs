using System.Globalization;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Orleans.Streaming.Kafka.Tests;

/// <summary>A log on topics of its own, which are made for it.</summary>
internal sealed class TestLog : IAsyncDisposable
{
    private static int _count;

    private readonly ILoggerFactory _loggers;

    private TestLog(KafkaEventLogOptions options, ILoggerFactory loggers) => (Options, _loggers, Log) = (options, loggers, null!);

    public KafkaEventLogOptions Options { get; }

    public KafkaEventLog Log { get; private set; }

    public static async Task<TestLog> OpenAsync(KafkaCluster cluster, Action<KafkaEventLogOptions>? configure = null, ILoggerFactory? loggers = null)
    {
        var test = new TestLog(OptionsFor(cluster), loggers ?? NullLoggerFactory.Instance);
        configure?.Invoke(test.Options);
        await test.OpenAsync();
        return test;
    }

    public static async Task<TestLog> OpenAsync(KafkaEventLogOptions options)
    {
        var test = new TestLog(options, NullLoggerFactory.Instance);
        await test.OpenAsync();
        return test;
    }

    /// <summary>Options for topics that nobody else has.</summary>
    public static KafkaEventLogOptions OptionsFor(KafkaCluster cluster) => new()
    {
        BootstrapServers = cluster.BootstrapServers,
        Topic = string.Create(CultureInfo.InvariantCulture, $"events-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"),
        CreateTopics = true,
        Partitions = 4,
        ReplicationFactor = cluster.BootstrapServers.Split(',').Length,
    };

    /// <summary>Another process on the same topics, once this one is gone.</summary>
    public async Task ReopenAsync()
    {
        await Log.DisposeAsync();
        await OpenAsync();
    }

    /// <summary>Another process on the same topics beside this one.</summary>
    public async Task<KafkaEventLog> JoinAsync()
    {
        var log = new KafkaEventLog(Options, TimeProvider.System, _loggers);
        await log.OpenAsync(TestContext.Current.CancellationToken);
        return log;
    }

    public ValueTask DisposeAsync() => Log.DisposeAsync();

    private async Task OpenAsync() => Log = await JoinAsync();
}
