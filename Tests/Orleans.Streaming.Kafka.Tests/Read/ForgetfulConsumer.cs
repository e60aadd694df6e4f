using System.Reflection;
using Confluent.Kafka;

namespace Orleans.Streaming.Kafka.Tests.Read;

/// <summary>A consumer that is told of an earlier end of one partition than it has.</summary>
public class ForgetfulConsumer : DispatchProxy
{
    private IConsumer<byte[], byte[]> _inner = null!;
    private TopicPartition _partition = null!;
    private Func<int> _lost = () => 0;

    internal static IConsumer<byte[], byte[]> Of(IConsumer<byte[], byte[]> inner, TopicPartition partition, Func<int> lost)
    {
        var forgetful = Create<IConsumer<byte[], byte[]>, ForgetfulConsumer>();
        ((ForgetfulConsumer)forgetful)._inner = inner;
        ((ForgetfulConsumer)forgetful)._partition = partition;
        ((ForgetfulConsumer)forgetful)._lost = lost;
        return forgetful;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_inner, args);
        return answer is List<TopicPartitionOffset> offsets
            ? offsets.ConvertAll(told => told.TopicPartition == _partition ? new(told.TopicPartition, Math.Max(0, told.Offset - _lost())) : told)
            : answer;
    }
}
