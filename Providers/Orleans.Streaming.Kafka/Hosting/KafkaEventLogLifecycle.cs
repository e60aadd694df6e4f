namespace Orleans.Streaming.Kafka.Hosting;

/// <summary>Opens the log before anything of the silo can ask for it, and closes it when everything that could is gone.</summary>
internal sealed class KafkaEventLogLifecycle(KafkaEventLog log) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer)
        => observer.Subscribe(nameof(KafkaEventLog), ServiceLifecycleStage.First, log.OpenAsync, _ => log.DisposeAsync().AsTask());
}
