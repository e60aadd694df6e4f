using Orleans.Configuration;

namespace Orleans.Entities.RocksDb.Tests.Hosting;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<RocksDbEntityOptions>> Senseless => new()
    {
        { "Folder", options => options.Folder = "" },
        { "Partitions", options => options.Partitions = 0 },
        { "Partitions", options => options.Partitions = 4097 },
        { "QueueCalls", options => options.QueueCalls = 0 },
        { "QueueBytes", options => options.QueueBytes = 1 << 20 },
        { "CacheBytes", options => options.CacheBytes = 0 },
        { "WriteBufferBytes", options => options.WriteBufferBytes = -1 },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public void An_option_that_makes_no_sense_is_refused_by_its_key(string key, Action<RocksDbEntityOptions> change)
    {
        var options = new RocksDbEntityOptions { Folder = "folder" };
        RocksDbEntityOptionsValidator.Validate(options);
        change(options);

        var refusal = Assert.Throws<OrleansConfigurationException>(() => RocksDbEntityOptionsValidator.Validate(options));

        Assert.StartsWith($"Orleans:Entities:{key} is ", refusal.Message, StringComparison.Ordinal);
    }
}
