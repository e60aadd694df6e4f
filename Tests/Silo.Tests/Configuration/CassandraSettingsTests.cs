using Marketplace.Silo.Configuration;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Silo.Tests.Configuration;

/// <summary>What is said once of Cassandra holds for every provider on it that does not say otherwise.</summary>
public sealed class CassandraSettingsTests
{
    [Fact]
    public void What_is_said_once_reaches_each_provider_on_Cassandra_and_no_other()
    {
        var configuration = Applied(
            ("Orleans:Entities:ProviderType", "Cassandra"), ("Orleans:GrainStorage:A:ProviderType", "cassandra"), ("Orleans:GrainStorage:B:ProviderType", "RocksDb"),
            ("Marketplace:Cassandra:ContactPoints:0", "10.0.0.1"), ("Marketplace:Cassandra:Tls:HostName", "db"));

        foreach (var section in (string[])["Orleans:Entities", "Orleans:GrainStorage:A"])
        {
            Assert.Equal("10.0.0.1", configuration[$"{section}:ContactPoints:0"]);
            Assert.Equal("db", configuration[$"{section}:Tls:HostName"]);
        }

        Assert.Null(configuration["Orleans:GrainStorage:B:ContactPoints:0"]);
        Assert.Null(configuration["Orleans:Clustering:ContactPoints:0"]);
    }

    [Fact]
    public void What_a_provider_says_itself_holds()
    {
        var configuration = Applied(
            ("Orleans:Entities:ProviderType", "Cassandra"), ("Orleans:Entities:Keyspace", "mine"), ("Orleans:Entities:ConnectionName", "db"),
            ("Marketplace:Cassandra:Keyspace", "all"), ("Marketplace:Cassandra:ContactPoints", "10.0.0.1"), ("Marketplace:Cassandra:UserName", "u"));

        Assert.Equal("mine", configuration["Orleans:Entities:Keyspace"]);
        Assert.Equal("u", configuration["Orleans:Entities:UserName"]);
        Assert.Null(configuration["Orleans:Entities:ContactPoints"]);
    }

    private static ConfigurationManager Applied(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        SiloShape.Apply(configuration);
        return configuration;
    }
}
