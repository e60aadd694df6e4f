using Orleans.Streaming.Kafka;

namespace Orleans.Hosting;

/// <summary>Refuses streams over a log that is not there.</summary>
internal sealed class KafkaStreamsValidator(string name, KafkaEventLog? log) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (log is null)
            throw new OrleansConfigurationException($"The streams '{name}' are read from the log on Kafka, and the silo has none: set Orleans:EventLog:ProviderType to Kafka, or call AddKafkaEventLog.");
    }
}
