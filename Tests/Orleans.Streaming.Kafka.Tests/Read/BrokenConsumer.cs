using System.Reflection;
using Confluent.Kafka;

namespace Orleans.Streaming.Kafka.Tests.Read;

/// <summary>A consumer that throws, once it brings an event, what no consumer should.</summary>
public class BrokenConsumer : DispatchProxy
{
    private IConsumer<byte[], byte[]> _inner = null!;
    private volatile bool _isDisposed;

    /// <summary>Whether it was ended.</summary>
    public bool IsDisposed => _isDisposed;

    internal static IConsumer<byte[], byte[]> Of(IConsumer<byte[], byte[]> inner)
    {
        var broken = Create<IConsumer<byte[], byte[]>, BrokenConsumer>();
        ((BrokenConsumer)broken)._inner = inner;
        return broken;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_inner, args);
        _isDisposed |= targetMethod.Name == nameof(IDisposable.Dispose);
        return answer is ConsumeResult<byte[], byte[]> { IsPartitionEOF: false } record && !record.Topic.EndsWith(".positions", StringComparison.Ordinal)
            ? throw new InvalidOperationException("for a test")
            : answer;
    }
}
