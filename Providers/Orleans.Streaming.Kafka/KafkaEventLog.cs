using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Configuration;
using Orleans.Streaming.Kafka.Parking;
using Orleans.Streaming.Kafka.Records;

namespace Orleans.Streaming.Kafka;

/// <summary>
/// The log of entities' events in a topic of Apache Kafka, shared by all processes that open it. An event is acknowledged when all replicas
/// that are in sync have it; what is appended again is a record again.
/// </summary>
/// <remarks>
/// Safe for use by many threads. In a silo <c>AddKafkaEventLog</c> makes, opens and closes it; elsewhere: <see cref="OpenAsync"/> before
/// anything else, and dispose of it at the end.
/// </remarks>
/// <param name="options">Where it is, and how it is reached.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">Hear of records that are no events, of failures, and of a log that is no longer what it was.</param>
public sealed class KafkaEventLog(KafkaEventLogOptions options, TimeProvider time, ILoggerFactory loggers) : IEventLog, IEventAppender, IAsyncDisposable
{
    private LogSession? _session;

    /// <inheritdoc/>
    /// <remarks>The topic's id, which a topic that is made anew under the same name has not.</remarks>
    /// <exception cref="EntityStoreException">It is not open.</exception>
    public Guid LogId => Session.Topic.Id;

    /// <inheritdoc/>
    /// <exception cref="EntityStoreException">It is not open.</exception>
    public int PartitionCount => Session.Topic.Partitions;

    /// <summary>What is open.</summary>
    /// <exception cref="EntityStoreException">It is not open.</exception>
    internal LogSession Session => Volatile.Read(ref _session) ?? throw new EntityStoreException("The log is not open.");

    /// <summary>Takes in the records that are no events, to be parked; null where nobody does.</summary>
    internal UnparkedRecords? Unparked { get; init; }

    /// <summary>Opens it: holds the topics to what they must be, or creates them, and reads what readers need first.</summary>
    /// <exception cref="OrleansConfigurationException">The options make no sense.</exception>
    /// <exception cref="EntityStoreException">Kafka does not answer, a topic is missing or not what it must be, or an import into it is not finished.</exception>
    /// <exception cref="InvalidOperationException">It is open already.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        await OpenAsTargetAsync(cancellationToken);
        if (Session.Import is not { IsFinished: false })
            return;
        await DisposeAsync();
        throw new EntityStoreException($"An import into topic '{options.Topic}' is not finished: run the import again, and it goes on, or make its topics anew.");
    }

    /// <summary>The same, also where an import is not finished.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    internal async Task OpenAsTargetAsync(CancellationToken cancellationToken)
    {
        KafkaEventLogOptionsValidator.Validate(options);
        if (_session is not null)
            throw new InvalidOperationException("The log is open already.");
        var logger = loggers.CreateLogger<KafkaEventLog>();
        Volatile.Write(ref _session, await LogSession.OpenAsync(options, new KafkaClients(options, logger), Unparked, time, logger, cancellationToken));
    }

    /// <inheritdoc/>
    /// <remarks>It repeats: what is appended again has a new offset.</remarks>
    /// <exception cref="ArgumentException">An event is larger than the topic takes. Nothing was appended.</exception>
    /// <exception cref="EntityStoreException">Kafka refused it.</exception>
    /// <exception cref="LogTruncatedException">The topic is another one than at the start, or has another number of partitions.</exception>
    public ValueTask<CommitOutcome> AppendAsync(EntityCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var session = Session;
        session.Faults.ThrowIfStopped();
        return session.Appender.AppendAsync(commit);
    }

    /// <inheritdoc/>
    public int PartitionOf(EntityKey entity) => EntityPartitioner.PartitionOf(EventWriter.KeyOf(entity), PartitionCount);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LogEvent>> ReadAsync(
        int partition, long offset, int limit, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Checked(partition).Reader.ReadAsync(partition, offset, limit, wait, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<LogExtent> GetExtentAsync(int partition, CancellationToken cancellationToken = default)
        => Checked(partition).Reader.ExtentAsync(partition, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LogPosition?> GetPositionAsync(string reader, int partition, CancellationToken cancellationToken = default)
        => Checked(partition).FindPositionAsync(reader, partition, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>A position never falls: a lower one than is stored in the same log changes nothing.</remarks>
    public ValueTask SetPositionAsync(string reader, int partition, LogPosition position, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(reader);
        ArgumentNullException.ThrowIfNull(position);
        ArgumentOutOfRangeException.ThrowIfNegative(position.Next);
        return Checked(partition).StorePositionAsync(reader, partition, position, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask TrimAsync(int partition, long before, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        return Checked(partition).TrimAsync(partition, before, cancellationToken);
    }

    /// <summary>Closes it. What was not acknowledged is appended again by whoever has it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _session, null) is { } session)
            await session.DisposeAsync();
    }

    private LogSession Checked(int partition)
    {
        var session = Session;
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, session.Topic.Partitions);
        return session;
    }
}
