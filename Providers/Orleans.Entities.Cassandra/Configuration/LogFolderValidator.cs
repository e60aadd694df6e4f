using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Entities.Cassandra;

/// <summary>Refuses a silo without a log.</summary>
internal sealed class LogFolderValidator(IOptions<CassandraEntityOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (string.IsNullOrWhiteSpace(options.Value.LogFolder))
            throw CassandraEntityOptionsValidator.Refuse(nameof(CassandraEntityOptions.LogFolder), "is empty: name a folder for the log, or give the silo a log that others share");
    }
}
