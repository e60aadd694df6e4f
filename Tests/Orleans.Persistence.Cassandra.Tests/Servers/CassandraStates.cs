using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Servers;

/// <summary>A place for grain state on real nodes, apart from those of other tests by the service's id.</summary>
internal sealed class CassandraStates(IReadOnlyList<IPEndPoint> nodes, int replicas = 1) : LosingGrainStorage
{
    // Programs on one keyspace have one consistency.
    private const string KeyspaceOfAllRegions = "all_regions";

    private int _opened;
    private string _tests = $"{Guid.NewGuid():N}/";
    private CassandraStores _stores = new(TimeProvider.System, NullLoggerFactory.Instance);
    private (bool Stored, Func<Task> Meanwhile)? _loss;

    public int MaxStateBytes { get; init; } = new CassandraGrainStorageOptions().MaxStateBytes;

    /// <summary>Who decides. Where it is all regions, each storage is opened by a silo in the next one, whose node it asks.</summary>
    public CassandraConsistency Consistency { get; init; }

    public override int LargestState => MaxStateBytes;

    public override async ValueTask<IGrainStorage> OpenAsync(StorageSettings settings)
    {
        var options = Options();
        (options.DeleteStateOnClear, options.GrainStorageSerializer) = (settings.DeleteStateOnClear, settings.Serializer);
        var storage = new CassandraGrainStorage(
            "tests",
            options,
            async token => new LosingStateTable(await OpenTableAsync(settings.ServiceId, token), TakeLoss),
            ContractServices.Activators,
            TimeProvider.System,
            NullLogger<CassandraGrainStorage>.Instance);
        await storage.StartAsync(TestContext.Current.CancellationToken);
        return storage;
    }

    /// <summary>The same place from another silo, with connections of its own, to other nodes where they are named.</summary>
    public CassandraStates Beside(IReadOnlyList<IPEndPoint>? others = null) => new(others ?? nodes, replicas) { _tests = _tests, Consistency = Consistency };

    /// <summary>Opens the table as a storage has it.</summary>
    public async Task<IStateTable> OpenTableAsync(string serviceId, CancellationToken token) =>
        await CassandraStateTable.OpenAsync(await OpenStoreAsync(token), ServiceOf(serviceId), token);

    /// <summary>The service id as it is stored.</summary>
    public string ServiceOf(string serviceId) => _tests + serviceId;

    public Task<CassandraStore> OpenStoreAsync(CancellationToken token) => _stores.OpenAsync(Options(), StateSchema.Instance, token);

    public override void LoseNextAnswer(bool stored, Func<Task> meanwhile) => _loss = (stored, meanwhile);

    public override async ValueTask RestartAsync()
    {
        await _stores.DisposeAsync();
        _stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
    }

    public override ValueTask DisposeAsync() => _stores.DisposeAsync();

    private (bool Stored, Func<Task> Meanwhile)? TakeLoss()
    {
        var loss = _loss;
        _loss = null;
        return loss;
    }

    private CassandraGrainStorageOptions Options()
    {
        var options = new CassandraGrainStorageOptions
        {
            Schema = CassandraSchemaMode.Create,
            ReplicationFactor = replicas,
            MaxStateBytes = MaxStateBytes,
            Consistency = Consistency,
        };
        var asked = nodes;
        if (Consistency == CassandraConsistency.Quorum)
            (options.Keyspace, asked) = (KeyspaceOfAllRegions, [nodes[_opened++ % nodes.Count]]);
        foreach (var node in asked)
            options.ContactPoints.Add($"{node}");
        return options;
    }
}
