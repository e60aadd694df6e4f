using Orleans.Configuration;

namespace Marketplace.Benchmarks.Providers;

/// <summary>Ours on Cassandra; named by a contact point.</summary>
internal sealed class CassandraProviders(string contactPoint) : IProviders
{
    public string Name => "Cassandra";

    public bool IsOurs => true;

    public void AddTo(ISiloBuilder silo) => silo
        .AddCassandraGrainStorageAsDefault(Connect)
        .UseCassandraReminderService(Connect)
        .UseCassandraClustering(Connect);

    private void Connect(CassandraConnectionOptions options)
    {
        options.ContactPoints.Add(contactPoint);
        (options.Keyspace, options.Schema) = ("benchmarks", CassandraSchemaMode.Create);
    }
}
