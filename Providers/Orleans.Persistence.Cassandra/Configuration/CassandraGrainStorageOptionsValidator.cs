using Orleans.Cassandra;

namespace Orleans.Configuration;

/// <summary>Refuses options that make no sense, naming the configuration key and the mend.</summary>
internal sealed class CassandraGrainStorageOptionsValidator(CassandraGrainStorageOptions options, string name) : IConfigurationValidator
{
    private const int LargestBytes = 8 << 20;

    public void ValidateConfiguration()
    {
        var section = $"Orleans:GrainStorage:{name}";
        CassandraConnectionOptionsCheck.Check(options, section);
        if (options.MaxStateBytes is < 1 or > LargestBytes)
            throw new OrleansConfigurationException($"{section}:{nameof(options.MaxStateBytes)} is {options.MaxStateBytes}: set it to 1 to {LargestBytes}.");
    }
}
