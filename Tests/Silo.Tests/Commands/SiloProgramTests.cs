using Marketplace.Silo.Commands;

namespace Marketplace.Silo.Tests.Commands;

/// <summary>The command line.</summary>
public sealed class SiloProgramTests
{
    [Fact]
    public async Task Help_is_printed_when_it_is_asked_for()
    {
        var ran = await Ran.WithAsync("--help");

        Assert.Equal((SiloProgram.Done, ""), (ran.Code, ran.Errors));
        Assert.Contains("schema --print", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("shcema")]
    [InlineData("schema")]
    [InlineData("schema", "--print", "--apply")]
    [InlineData("schema", "--print", "everything")]
    [InlineData("schema", "--print", "--Orleans:Entities:ProviderType")]
    public async Task What_is_not_understood_ends_with_the_manual(params string[] args)
    {
        var ran = await Ran.WithAsync(args);

        Assert.Equal(SiloProgram.Misused, ran.Code);
        Assert.Contains("usage:", ran.Output + ran.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Marketplace:Casandra:ContactPoints=a", "Marketplace:Cassandra:ContactPoints")]
    [InlineData("--Marketplace:Cassandra:Consistency=All", "Marketplace:Cassandra:Consistency")]
    [InlineData("--Marketplace:Cassandra:Schema=Perhaps", "Marketplace:Cassandra:Schema")]
    [InlineData("--Marketplace:Cassandra:ReplicationFactor=0", "Marketplace:Cassandra:ReplicationFactor")]
    [InlineData("--Marketplace:Cassandra:Keyspace=no-name", "Keyspace")]
    [InlineData("--Marketplace:Cassandra:UserName=u", "Password")]
    [InlineData("--Orleans:Clustering:ProviderType=Zookeeper", "Orleans:Clustering:ProviderType")]
    [InlineData("--Orleans:EventLog:ProviderType=Rabbit", "Orleans:EventLog:ProviderType")]
    [InlineData("--Orleans:EventLog:Topic=events", "Orleans:EventLog:ProviderType")]
    [InlineData("--Orleans:EventLog:ProviderType=Kafka", "Orleans:EventLog:BootstrapServers")]
    public async Task Configuration_that_makes_no_sense_is_named(string setting, string key)
        => (await Ran.WithAsync("schema", "--print", "--environment=Cassandra", "--Marketplace:Cassandra:ContactPoints=127.0.0.1", setting)).AssertFailed(key);

    [Theory]
    [InlineData("--Orleans:EventLog:Replication=1", "Orleans:EventLog:ReplicationFactor")]
    [InlineData("--Orleans:EventLog:Setings:linger.ms=1", "Orleans:EventLog:Settings")]
    [InlineData("--Orleans:Streaming:news:PubSub=ImplicitOnly", "Orleans:Streaming:news:PubSubType")]
    public async Task A_key_of_the_log_or_of_streams_that_nothing_reads_is_refused_with_the_one_that_was_meant(string setting, string key)
        => (await Ran.WithAsync(
            "schema", "--print", "--environment=Cluster", "--Marketplace:Cassandra:ContactPoints=127.0.0.1", "--Orleans:EventLog:BootstrapServers=127.0.0.1:9092",
            "--Orleans:Streaming:news:ProviderType=Kafka", setting)).AssertFailed(setting[2..setting.IndexOf('=')].Split(":linger", StringSplitOptions.None)[0], $"or give {key}");

    [Theory]
    [InlineData("--Orleans:EventLog:Settings:linger.ms=1")]
    [InlineData("--Orleans:Streaming:news:PubSubType=ImplicitOnly")]
    public async Task Settings_of_librdkafka_and_what_streams_read_are_taken(string setting)
        => Assert.Equal(SiloProgram.Done, (await Ran.WithAsync(
            "schema", "--print", "--environment=Cluster", "--Marketplace:Cassandra:ContactPoints=127.0.0.1", "--Orleans:EventLog:BootstrapServers=127.0.0.1:9092",
            "--Orleans:Streaming:news:ProviderType=Kafka", setting)).Code);

    [Fact]
    public async Task A_log_beside_entities_in_files_is_refused()
        => (await Ran.WithAsync("schema", "--print", "--Orleans:EventLog:ProviderType=Kafka", "--Orleans:EventLog:BootstrapServers=127.0.0.1:9092"))
            .AssertFailed("Orleans:EventLog", "same files");

    [Fact]
    public async Task A_log_in_Kafka_is_not_exported()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-moved-").FullName;
        try
        {
            (await Ran.WithAsync(
                "export", Path.Combine(folder, "export"), "--environment=Cluster", "--Marketplace:Cassandra:ContactPoints=127.0.0.1", "--Orleans:EventLog:BootstrapServers=127.0.0.1:9092",
                $"--Marketplace:DataDirectory={folder}")).AssertFailed("Kafka", "moved into only");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Contact_points_that_are_missing_are_named()
        => (await Ran.WithAsync("schema", "--apply", "--environment=Cassandra")).AssertFailed("ContactPoints");
}
