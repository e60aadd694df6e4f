using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Metrics;
using Orleans.Streaming.Kafka.Read;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Tests.Read;

public sealed class BacklogTests : IDisposable
{
    private const int Partitions = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<ScriptedClient> _made = new();
    private readonly KafkaLogMetrics _metrics = new();

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public async Task A_consumer_that_cannot_be_made_is_told_to_who_asked_and_keeps_no_other_waiting()
    {
        await using var backlog = new Backlog(() => throw new InvalidOperationException("Too many open files."), partitions: 2, maxBytes: 1);

        for (var attempt = 0; attempt < 8; attempt++)
        {
            using var limit = new CancellationTokenSource(Patience);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await backlog.ReadAsync(attempt % 2, 0, 10, limit.Token));
        }
    }

    [Fact]
    public async Task A_seeker_that_brings_nothing_is_given_up_and_ended_and_the_next_read_has_another()
    {
        var time = new FakeTimeProvider();
        await using var backlog = Over(time, _ => Silent(time));

        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await Assert.ThrowsAsync<EntityStoreException>(() => ReadAsync(backlog, 0));
            Assert.Equal((attempt, attempt), (_made.Count, backlog.Replaced));
        }

        await Eventually(() => _made.All(consumer => consumer.IsDisposed));
    }

    [Fact]
    public async Task A_seeker_is_kept_where_the_offset_is_not_there_any_more_and_where_who_asked_gave_up()
    {
        var time = new FakeTimeProvider();
        await using var backlog = Over(time, _ => throw new KafkaException(new Error(KafkaErrorCode.OffsetOutOfRange)));
        for (var attempt = 0; attempt < 5; attempt++)
            await Assert.ThrowsAsync<LogTruncatedException>(() => ReadAsync(backlog, 0));

        using var gaveUp = new CancellationTokenSource();
        foreach (var consumer in _made)
            consumer.OnCall = _ => null;
        var reading = backlog.ReadAsync(0, 0, 10, gaveUp.Token).AsTask();
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Assert.Equal(0, backlog.Replaced);
        Assert.InRange(_made.Count, 1, 2);
        Assert.DoesNotContain(_made, consumer => consumer.IsDisposed);
    }

    [Fact]
    public async Task Who_waits_for_a_seeker_as_it_all_ends_is_told_so_and_nothing_is_made_any_more()
    {
        var time = new FakeTimeProvider();
        using var gate = new ManualResetEventSlim();
        var backlog = Over(time, call =>
        {
            if (call == nameof(IConsumer<byte[], byte[]>.Consume))
                gate.Wait();
            return Silent(time);
        });
        Task[] readings = [.. Enumerable.Range(0, Partitions).Select(partition => ReadAsync(backlog, partition))];
        await Eventually(() => _made.Count == 2);

        var ending = backlog.DisposeAsync();
        gate.Set();
        await ending;

        foreach (var reading in readings)
            await Assert.ThrowsAsync<EntityStoreException>(() => reading);
        await Assert.ThrowsAsync<EntityStoreException>(() => ReadAsync(backlog, 0));
        Assert.Equal(2, _made.Count);
        await Eventually(() => _made.All(consumer => consumer.IsDisposed));
    }

    private Backlog Over(FakeTimeProvider time, Func<string, object?> onCall)
    {
        var unreadable = new UnreadableRecords(_metrics, null, time, NullLogger.Instance);
        return new(
            () =>
            {
                var (consumer, script) = ScriptedClient.New<IConsumer<byte[], byte[]>>(onCall);
                _made.Enqueue(script);
                return new Seeker(consumer, "events", 1_000, unreadable, time);
            },
            Partitions,
            maxBytes: 1);
    }

    // Each call that brings nothing takes its time.
    private static object? Silent(FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return null;
    }

    private static async Task ReadAsync(Backlog backlog, int partition)
        => await backlog.ReadAsync(partition, 0, 10, CancellationToken.None).AsTask().WaitAsync(Patience);

    private static async Task Eventually(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
            await Task.Delay(5, limit.Token);
    }
}
