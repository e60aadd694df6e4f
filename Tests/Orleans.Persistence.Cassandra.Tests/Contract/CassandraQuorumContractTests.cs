using Orleans.Configuration;
using Orleans.Persistence.Cassandra.Tests.Servers;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Contract;

/// <summary>Silos of two regions on one table: <c>QUORUM</c> and <c>SERIAL</c>.</summary>
[Collection<TwoDataCentres>]
public sealed class CassandraQuorumGrainStorageTests(TwoDataCentres nodes) : GrainStorageContract
{
    protected override async ValueTask<GrainStorageUnderTest> CreateAsync()
        => new CassandraStates((await nodes.StartedOrSkipAsync()).Nodes) { Consistency = CassandraConsistency.Quorum };
}

[Collection<TwoDataCentres>]
public sealed class CassandraQuorumGrainStorageUnknownTests(TwoDataCentres nodes) : GrainStorageUnknownContract
{
    protected override async ValueTask<LosingGrainStorage> CreateAsync()
        => new CassandraStates((await nodes.StartedOrSkipAsync()).Nodes) { Consistency = CassandraConsistency.Quorum };
}
