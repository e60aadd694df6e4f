using Microsoft.Extensions.Logging;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Parking;

/// <summary>Parks what this silo reads that is no event. Every silo does: the first is enough. Positions of readers wait for what is not parked.</summary>
internal sealed partial class RecordParking(
    KafkaEventLog log, UnparkedRecords unparked, IGrainFactory grains, TimeProvider time, ILogger<RecordParking> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private RecurringTask? _task;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(RecordParking), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _task = RecurringTask.StartEndless("The parking of records that are no events, for which positions of readers wait,", ParkAsync, time, logger);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_task is { } task)
            await task.DisposeAsync();
    }

    private async Task ParkAsync(CancellationToken stopping)
    {
        if (await unparked.NextAsync(stopping) is { Length: > 0 } records)
        {
            await grains.GetGrain<IRecordParking>(log.LogId).ParkAsync(records).WaitAsync(stopping);
            unparked.Parked(records.Length);
        }
        else if (unparked.BeginAgain() is { } left)
        {
            LogAgain(logger, left.Partition, left.From, left.To);
            unparked.EndAgain(await log.Session.ReadAgainAsync(left, stopping));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Partition {Partition} of the log is read again from {From} to {To}: more records in it are no events than are parked at once")]
    private static partial void LogAgain(ILogger logger, int partition, long from, long to);
}
