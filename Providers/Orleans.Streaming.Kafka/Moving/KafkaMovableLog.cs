using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Moving;

/// <summary>The log as one that can be moved into.</summary>
internal sealed class KafkaMovableLog(KafkaEventLog log, TimeProvider time) : IMovableLog
{
    public Task<IMoveLogSide> OpenSourceAsync(CancellationToken cancellationToken = default)
        => throw new MoveRefusedException("The log is in Kafka, which is moved into only: there is no export of it.");

    public async Task<IMoveLogTarget> OpenTargetAsync(MoveExport export, Func<Task> begin, CancellationToken cancellationToken = default)
    {
        await log.OpenAsTargetAsync(cancellationToken);
        try
        {
            return await KafkaMoveTarget.OpenAsync(log, export, begin, time, cancellationToken);
        }
        catch
        {
            await log.DisposeAsync();
            throw;
        }
    }
}
