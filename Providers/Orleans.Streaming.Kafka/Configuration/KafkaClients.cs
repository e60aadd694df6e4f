using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka.Configuration;

/// <summary>Makes the clients of a log.</summary>
internal class KafkaClients(KafkaEventLogOptions options, ILogger logger)
{
    // What is fetched ahead, at most.
    private const int FeedKilobytes = 16 << 10;
    private const int SeekerKilobytes = 2 << 10;

    private readonly ClientLog _log = new(logger);

    /// <summary>One that asks and orders.</summary>
    /// <exception cref="OrleansConfigurationException">The library refuses a setting; so with the others.</exception>
    public IAdminClient Admin(Action<Error> onError) => Build(
        () => new AdminClientBuilder(ClientSettings.Admin(options)).SetErrorHandler((_, error) => onError(error)).SetLogHandler(_log.Write).Build());

    /// <summary>One that writes.</summary>
    public IProducer<byte[], byte[]> Producer(LogTopic events, Action<Error> onError) => Build(
        () => new ProducerBuilder<byte[], byte[]>(ClientSettings.Producer(options, events))
            .SetErrorHandler((_, error) => onError(error))
            .SetLogHandler(_log.Write)
            .Build());

    /// <summary>One that reads everything.</summary>
    public virtual IConsumer<byte[], byte[]> Feed() => Consumer(ClientSettings.Feed(options, FeedKilobytes));

    /// <summary>One that reads pieces.</summary>
    public IConsumer<byte[], byte[]> Seeker() => Consumer(ClientSettings.Seeker(options, SeekerKilobytes));

    /// <summary>One that asks for offsets.</summary>
    public virtual IConsumer<byte[], byte[]> Offsets() => Consumer(ClientSettings.Offsets(options));

    private IConsumer<byte[], byte[]> Consumer(ConsumerConfig settings)
        => Build(() => new ConsumerBuilder<byte[], byte[]>(settings).SetLogHandler(_log.Write).Build());

    // It names the setting; a value only where it is of a few, or a number.
    private static T Build<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new OrleansConfigurationException($"{ClientSettings.Section}:Settings are not what librdkafka takes: {e.Message}.", e);
        }
    }
}
