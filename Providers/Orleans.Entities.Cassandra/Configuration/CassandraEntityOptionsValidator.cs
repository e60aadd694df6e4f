using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;

namespace Orleans.Entities.Cassandra;

/// <summary>Refuses options that make no sense, before the silo starts.</summary>
internal sealed class CassandraEntityOptionsValidator(IOptions<CassandraEntityOptions> options) : IConfigurationValidator
{
    private const string Section = "Orleans:Entities";

    public void ValidateConfiguration() => Validate(options.Value);

    /// <exception cref="OrleansConfigurationException">They make no sense.</exception>
    internal static void Validate(CassandraEntityOptions options)
    {
        CassandraConnectionOptionsCheck.Check(options, Section);
        if (options.LeaveAfter <= TimeSpan.Zero || options.LeaveAfter > TimeSpan.FromDays(1))
            throw Refuse(nameof(options.LeaveAfter), $"is {options.LeaveAfter}: set it to more than nothing and at most a day");
        if (options.ScanPageSize is < 1 or > 10_000)
            throw Refuse(nameof(options.ScanPageSize), $"is {options.ScanPageSize}: set it to 1 to 10000");
    }

    internal static OrleansConfigurationException Refuse(string key, string what) => new($"{Section}:{key} {what}.");
}
