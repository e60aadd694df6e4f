using Confluent.Kafka;
using Orleans.Streaming.Kafka.Topics;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Tests.Topics;

public sealed class OffsetFailuresTests
{
    [Fact]
    public void A_broker_that_comes_back_leads_its_partitions_a_moment_later()
    {
        Assert.Null(OffsetFailures.Lasting(new KafkaException(KafkaErrorCode.Local_UnknownPartition)));
        Assert.Null(OffsetFailures.Lasting(OfPartitions(KafkaErrorCode.NoError, KafkaErrorCode.NotLeaderForPartition, KafkaErrorCode.LeaderNotAvailable)));
    }

    [Fact]
    public void A_broker_that_left_while_it_was_asked_is_followed_by_another()
    {
        Assert.Equal("Local: Broker handle destroyed without termination", new Error(OffsetFailures.BrokerForgotten).Reason);
        Assert.Null(OffsetFailures.Lasting(new KafkaException(OffsetFailures.BrokerForgotten)));
        Assert.Null(OffsetFailures.Lasting(OfPartitions(KafkaErrorCode.NoError, OffsetFailures.BrokerForgotten)));
    }

    [Fact]
    public void What_stays_is_told_even_where_another_partition_s_error_passes()
    {
        Assert.Equal(KafkaErrorCode.Local_Authentication, OffsetFailures.Lasting(new KafkaException(KafkaErrorCode.Local_Authentication))?.Code);
        Assert.Equal(
            KafkaErrorCode.TopicAuthorizationFailed,
            OffsetFailures.Lasting(OfPartitions(KafkaErrorCode.NotLeaderForPartition, KafkaErrorCode.TopicAuthorizationFailed))?.Code);
    }

    private static TopicPartitionOffsetException OfPartitions(params KafkaErrorCode[] codes)
        => new([.. codes.Select((code, partition) => new TopicPartitionOffsetError("log", partition, 0, new Error(code)))]);
}
