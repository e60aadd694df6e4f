using Microsoft.Extensions.Logging;

namespace Orleans.Streaming.Kafka.Parking;

/// <summary>Parks what this silo reads that is no event. Every silo does: the first is enough.</summary>
internal sealed partial class RecordParking(
    KafkaEventLog log, UnparkedRecords unparked, IGrainFactory grains, TimeProvider time, ILogger<RecordParking> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(RecordParking), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stop.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _run = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run;
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
                await ParkAsync(await unparked.NextAsync(_stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task ParkAsync(UnreadableRecord[] records)
    {
        try
        {
            await grains.GetGrain<IRecordParking>(log.LogId).ParkAsync(records);
            unparked.Parked(records.Length);
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            LogNotParked(logger, failure, records.Length);
            await Task.Delay(Pause, time, _stop.Token);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} records that are no events could not be parked; they are tried again, and the positions of readers wait for them")]
    private static partial void LogNotParked(ILogger logger, Exception failure, int count);
}
