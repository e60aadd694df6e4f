using Confluent.Kafka;
using Orleans.Entities;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Topics;

/// <summary>Tells failures of a question for offsets that pass by themselves, as partitions find their leaders, from those that stay.</summary>
internal static class OffsetFailures
{
    /// <summary>The broker that was asked has left, and the client forgot it; librdkafka has the number (RD_KAFKA_RESP_ERR__DESTROY_BROKER), the library no name for it.</summary>
    public const KafkaErrorCode BrokerForgotten = (KafkaErrorCode)(-137);

    /// <summary>Whether a question that had no answer may have one when it is asked again.</summary>
    public static bool IsPassing(EntityStoreException failure) => failure.InnerException is KafkaException cause && Lasting(cause) is null;

    /// <summary>The first error that will be there when it is asked again; null where all of them pass.</summary>
    public static Error? Lasting(KafkaException failure) => failure is TopicPartitionOffsetException { Results: var partitions }
        ? partitions.Select(partition => partition.Error).FirstOrDefault(error => !IsPassing(error))
        : IsPassing(failure.Error) ? null : failure.Error;

    // The client itself says that a partition is unknown when it knows of no partition's leader: a broker comes back.
    private static bool IsPassing(Error error) => error.Code is KafkaErrorCode.NoError or BrokerForgotten
        or KafkaErrorCode.Local_UnknownPartition or KafkaErrorCode.Local_Transport or KafkaErrorCode.Local_AllBrokersDown or KafkaErrorCode.Local_TimedOut
        or KafkaErrorCode.UnknownTopicOrPart or KafkaErrorCode.LeaderNotAvailable or KafkaErrorCode.NotLeaderForPartition
        or KafkaErrorCode.OffsetNotAvailable or KafkaErrorCode.FencedLeaderEpoch or KafkaErrorCode.UnknownLeaderEpoch;
}
