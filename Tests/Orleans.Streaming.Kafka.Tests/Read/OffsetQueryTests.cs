using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Time.Testing;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Read;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Tests.Read;

public sealed class OffsetQueryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_question_that_fails_after_the_end_leaves_no_consumer_behind()
    {
        var time = new FakeTimeProvider();
        var made = new ConcurrentQueue<ScriptedClient>();
        using var asked = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var query = new OffsetQuery(Make, [new("events", 0)], time);
        var asking = query.AskAsync();
        asked.Wait(Patience, TestContext.Current.CancellationToken);

        var ending = query.DisposeAsync().AsTask();
        time.Advance(Patience);
        await ending.WaitAsync(Patience, TestContext.Current.CancellationToken);
        gate.Set();

        await Assert.ThrowsAsync<EntityStoreException>(() => asking.WaitAsync(Patience, TestContext.Current.CancellationToken));
        using var limit = new CancellationTokenSource(Patience);
        while (!made.All(consumer => consumer.IsDisposed))
            await Task.Delay(5, limit.Token);
        Assert.Single(made);

        IConsumer<byte[], byte[]> Make()
        {
            var (consumer, script) = ScriptedClient.New<IConsumer<byte[], byte[]>>(Answer);
            made.Enqueue(script);
            return consumer;
        }

        object? Answer(string call)
        {
            if (call != nameof(IConsumer<byte[], byte[]>.OffsetsForTimes))
                return null;
            asked.Set();
            gate.Wait();
            throw new KafkaException(KafkaErrorCode.TopicAuthorizationFailed);
        }
    }
}
