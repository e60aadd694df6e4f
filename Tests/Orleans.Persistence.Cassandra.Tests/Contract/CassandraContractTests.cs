using Orleans.Persistence.Cassandra.Tests.Servers;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Contract;

[Collection<OneNode>]
public sealed class CassandraGrainStorageTests(OneNode node) : GrainStorageContract
{
    protected override async ValueTask<GrainStorageUnderTest> CreateAsync() => new CassandraStates((await node.StartedOrSkipAsync()).Nodes);
}

[Collection<OneNode>]
public sealed class CassandraGrainStorageUnknownTests(OneNode node) : GrainStorageUnknownContract
{
    protected override async ValueTask<LosingGrainStorage> CreateAsync() => new CassandraStates((await node.StartedOrSkipAsync()).Nodes);
}
