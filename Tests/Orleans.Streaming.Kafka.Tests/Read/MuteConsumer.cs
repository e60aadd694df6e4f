using System.Reflection;
using Confluent.Kafka;

namespace Orleans.Streaming.Kafka.Tests.Read;

/// <summary>A consumer that does all it is told, and brings positions, but no events.</summary>
public class MuteConsumer : DispatchProxy
{
    private IConsumer<byte[], byte[]>? _inner;

    internal static IConsumer<byte[], byte[]> Of(IConsumer<byte[], byte[]> inner)
    {
        var mute = Create<IConsumer<byte[], byte[]>, MuteConsumer>();
        ((MuteConsumer)mute)._inner = inner;
        return mute;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_inner, args);
        return answer is ConsumeResult<byte[], byte[]> record && !record.Topic.EndsWith(".positions", StringComparison.Ordinal) ? null : answer;
    }
}
