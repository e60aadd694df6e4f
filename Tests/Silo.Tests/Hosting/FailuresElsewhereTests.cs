using System.Reflection;
using System.Runtime.CompilerServices;
using Confluent.Kafka;
using Cql;
using Marketplace.ReadModels.Hosting;
using Marketplace.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Cassandra;
using Orleans.Entities;
using Orleans.Serialization;
using Orleans.Streaming.Kafka;

namespace Marketplace.Silo.Tests.Hosting;

/// <summary>What the stores of a silo throw, told to a caller in another process: an API answers 503 for it only when it can be read.</summary>
public sealed class FailuresElsewhereTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-failures-").FullName;
    private readonly ServiceProvider _silo;
    private readonly ServiceProvider _caller = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public FailuresElsewhereTests()
    {
        var builder = Host.CreateApplicationBuilder(
        [
            $"--Marketplace:DataDirectory={_folder}", "--environment=Cluster", "--Marketplace:Cassandra:Keyspace=failures", "--Orleans:EventLog:BootstrapServers=127.0.0.1:1",
            "--Orleans:Entities:ProviderType=Cassandra", "--Orleans:EventLog:ProviderType=Kafka", "--Orleans:Clustering:ProviderType=Cassandra",
        ]);
        builder.AddMarketplaceSilo(withGateway: true);
        _silo = builder.Services.BuildServiceProvider();
    }

    public void Dispose()
    {
        _silo.Dispose();
        _caller.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_read_as_what_it_is_and_as_the_cause_of_what_an_entity_says(Type kind)
    {
        var thrown = (Exception)RuntimeHelpers.GetUninitializedObject(kind);

        Assert.IsType(kind, Told(thrown));
        var told = Assert.IsType<EntityStoreException>(Told(new EntityStoreException("It cannot be reached.", thrown)));
        Assert.Equal("It cannot be reached.", told.Message);
        Assert.IsType(kind, told.InnerException);
    }

    /// <summary>Every kind that a store, a log or a model has.</summary>
    public static TheoryData<Type> Kinds() => new(
        from assembly in (Assembly[])
        [
            typeof(CqlException).Assembly, typeof(CassandraSchemaException).Assembly, typeof(CassandraEntitiesSiloBuilderExtensions).Assembly, typeof(EntityStoreException).Assembly,
            typeof(KafkaEventLog).Assembly, typeof(KafkaException).Assembly, typeof(ReadModelSiloBuilderExtensions).Assembly,
        ]
        from kind in assembly.GetTypes()
        where kind is { IsAbstract: false, IsGenericTypeDefinition: false } && kind.IsSubclassOf(typeof(Exception))
        select kind);

    private Exception Told(Exception thrown)
    {
        var answer = _silo.GetRequiredService<Serializer>().SerializeToArray<object>(thrown);
        return Assert.IsType<Exception>(_caller.GetRequiredService<Serializer>().Deserialize<object>(answer), exactMatch: false);
    }
}
