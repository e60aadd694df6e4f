using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Streaming.Kafka.Configuration;

/// <summary>Refuses options that make no sense, before the silo starts, each in a sentence that names the key and the mend.</summary>
internal sealed partial class KafkaEventLogOptionsValidator(IOptions<KafkaEventLogOptions> options) : IConfigurationValidator
{
    private const int MaxPartitions = 1024;
    private const int MaxReplicas = 10;
    private const long MinMemoryBytes = 8 << 20;

    public void ValidateConfiguration() => Validate(options.Value);

    /// <exception cref="OrleansConfigurationException">They make no sense.</exception>
    public static void Validate(KafkaEventLogOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
            throw Refuse(nameof(options.BootstrapServers), "is empty: name one broker at least, as host:port");
        if (!Topics.IsMatch(options.Topic ?? ""))
            throw Refuse(nameof(options.Topic), $"is '{options.Topic}': set it to 1 to 200 letters, digits, '.', '_' and '-'");
        if (string.IsNullOrWhiteSpace(options.Source))
            throw Refuse(nameof(options.Source), "is empty: say who the events are from, by a URI or a path");
        if (options.Partitions is < 1 or > MaxPartitions)
            throw Refuse(nameof(options.Partitions), $"is {options.Partitions}: set it to 1 to {MaxPartitions}");
        if (options.ReplicationFactor is < 1 or > MaxReplicas)
            throw Refuse(nameof(options.ReplicationFactor), $"is {options.ReplicationFactor}: set it to 1 to {MaxReplicas}");
        if (options.MemoryBytes < MinMemoryBytes)
            throw Refuse(nameof(options.MemoryBytes), $"is {options.MemoryBytes}: set it to {MinMemoryBytes} at least");
        if (options.Settings.Keys.FirstOrDefault(ClientSettings.IsReserved) is { } reserved)
            throw Refuse($"{nameof(options.Settings)}:{reserved}", "cannot be set: what the log promises rests on it");
    }

    private static OrleansConfigurationException Refuse(string key, string what) => new($"{ClientSettings.Section}:{key} {what}.");

    [GeneratedRegex("^[a-zA-Z0-9._-]{1,200}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Topics { get; }
}
