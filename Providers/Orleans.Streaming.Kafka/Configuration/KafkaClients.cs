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

    public IAdminClient Admin() => new AdminClientBuilder(ClientSettings.Admin(options)).SetLogHandler(_log.Write).Build();

    public IProducer<byte[], byte[]> Producer(LogTopic events, Action<Error> onError)
        => new ProducerBuilder<byte[], byte[]>(ClientSettings.Producer(options, events))
            .SetErrorHandler((_, error) => onError(error))
            .SetLogHandler(_log.Write)
            .Build();

    /// <summary>One that reads everything.</summary>
    public virtual IConsumer<byte[], byte[]> Feed() => Consumer(ClientSettings.Feed(options, FeedKilobytes));

    /// <summary>One that reads pieces.</summary>
    public IConsumer<byte[], byte[]> Seeker() => Consumer(ClientSettings.Seeker(options, SeekerKilobytes));

    /// <summary>One that asks for offsets.</summary>
    public virtual IConsumer<byte[], byte[]> Offsets() => Consumer(ClientSettings.Offsets(options));

    private IConsumer<byte[], byte[]> Consumer(ConsumerConfig settings) => new ConsumerBuilder<byte[], byte[]>(settings).SetLogHandler(_log.Write).Build();
}
