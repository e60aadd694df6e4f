using Microsoft.Extensions.Options;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Configuration;

/// <summary>Refuses options that make no sense, naming the configuration key and the mend.</summary>
internal sealed class RocksDbEntityOptionsValidator(IOptions<RocksDbEntityOptions> options) : IConfigurationValidator
{
    private const long SmallestBytes = 8L << 20;
    private const string Section = "Orleans:Entities";

    public void ValidateConfiguration() => Validate(options.Value);

    /// <exception cref="OrleansConfigurationException">An option makes no sense.</exception>
    internal static void Validate(RocksDbEntityOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
            throw new OrleansConfigurationException($"{options.FolderKey} is empty: set it to the folder that is to hold the files.");
        if (options.Partitions is < 1 or > StoreLayout.MaxPartitions)
            throw Refuse(nameof(options.Partitions), $"is {options.Partitions}: set it to a number from 1 to {StoreLayout.MaxPartitions}");
        if (options.QueueCalls < 1)
            throw Refuse(nameof(options.QueueCalls), $"is {options.QueueCalls}: set it to 1 or more");
        RefuseSmall(nameof(options.QueueBytes), options.QueueBytes);
        RefuseSmall(nameof(options.CacheBytes), options.CacheBytes);
        RefuseSmall(nameof(options.WriteBufferBytes), options.WriteBufferBytes);
    }

    private static void RefuseSmall(string name, long bytes)
    {
        if (bytes < SmallestBytes)
            throw Refuse(name, $"is {bytes}: set it to {SmallestBytes} or more");
    }

    private static OrleansConfigurationException Refuse(string name, string why) => new($"{Section}:{name} {why}.");
}
