using Orleans.Storage.Contract;

namespace Orleans.Clustering.Cassandra.Tests.Storage;

[Collection(nameof(OneNode))]
public sealed class CassandraMembershipTableTests(OneNode node) : MembershipTableContract
{
    protected override async ValueTask<MembershipUnderTest> CreateAsync() => new CassandraMembership(await node.StartedOrSkipAsync());
}

// Pages of two rows: what is read is of one moment all the same.
[Collection(nameof(OneNode))]
public sealed class PagedMembershipTableTests(OneNode node) : MembershipTableContract
{
    protected override async ValueTask<MembershipUnderTest> CreateAsync() => new CassandraMembership(await node.StartedOrSkipAsync(), pageSize: 2);
}

[Collection(nameof(OneNode))]
public sealed class CassandraMembershipUnknownTests(OneNode node) : MembershipUnknownContract
{
    protected override async ValueTask<LosingMembership> CreateAsync() => new CassandraMembership(await node.StartedOrSkipAsync());
}
