using System.Collections.Concurrent;
using Confluent.Kafka;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Append;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka.Positions;

/// <summary>Stores positions: a record each in a compacted topic, which forgets none for its age.</summary>
/// <remarks>
/// Not offsets of a consumer group: brokers forget those of readers that assign partitions by hand, and those of a topic with the topic, so
/// that one made anew would be read as if it were the same; and the client offers no place in them for the event that a position names.
/// </remarks>
internal sealed class PositionWriter(LogTopic topic, PositionTable table, ProducerSlot producers, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Reader, int Partition), PendingAppend> _pending = new();

    /// <summary>Stores a position, unless a higher one is known.</summary>
    /// <exception cref="EntityStoreException">Kafka did not take it.</exception>
    public async ValueTask WriteAsync(string reader, int partition, LogPosition position, CancellationToken cancellationToken)
    {
        if (table.Find(reader, partition) is { } known && known.LogId == position.LogId && known.Next >= position.Next)
            return;
        await SendAsync(reader, partition, position, cancellationToken);
    }

    /// <summary>Writes once more what somebody wrote a lower position after.</summary>
    /// <exception cref="EntityStoreException">Kafka did not take it.</exception>
    public async Task RestoreFallenAsync(CancellationToken cancellationToken)
    {
        foreach (var (reader, partition, position) in table.TakeFallen())
        {
            try
            {
                await SendAsync(reader, partition, position, cancellationToken);
            }
            catch
            {
                table.Fell(reader, partition);
                throw;
            }
        }
    }

    private async ValueTask SendAsync(string reader, int partition, LogPosition position, CancellationToken cancellationToken)
    {
        // One on its way at a time, or they would pile up while no broker answers.
        if (_pending.TryGetValue((reader, partition), out var before))
            await EndAsync(before, reader, partition, cancellationToken);
        var append = new PendingAppend(position.Next, 1, producers.Answers, ended =>
        {
            _pending.TryRemove(new((reader, partition), ended));
            producers.Forget(ended);
        });
        _pending[(reader, partition)] = append;
        producers.Send(
            new TopicPartition(topic.Name, 0),
            [new() { Key = PositionRecord.Key(reader, partition), Value = PositionRecord.Value(position) }],
            append);
        await EndAsync(append, reader, partition, cancellationToken);
    }

    private async ValueTask EndAsync(PendingAppend append, string reader, int partition, CancellationToken cancellationToken)
    {
        try
        {
            await append.EndAsync().WaitAsync(Limit, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or KafkaRefusedException)
        {
            throw new EntityStoreException($"Kafka did not take the position of {reader} in partition {partition}: {e.Message}", e);
        }
    }
}
