namespace Orleans.Streaming.Kafka.TellerSilo.Tellers;

/// <summary>An entity that counts from 1, and tells <see cref="Told.CountOf"/> events of each number in the commit with which it takes it.</summary>
[Alias("tests.ITeller")]
public interface ITeller : IGrainWithStringKey
{
    /// <summary>Takes a number when it is the next one.</summary>
    /// <returns>The last number taken, which is durable.</returns>
    [Alias("Tell")]
    Task<long> TellAsync(long number);
}
