using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Contract;

[Collection(nameof(OneNode))]
public sealed class CassandraCommitTests(OneNode node) : CommitContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => CassandraUnderTest.CreateAsync(node);
}

[Collection(nameof(OneNode))]
public sealed class CassandraResolveTests(OneNode node) : ResolveContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => CassandraUnderTest.CreateAsync(node);
}

[Collection(nameof(OneNode))]
public sealed class CassandraRowTests(OneNode node) : RowContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => CassandraUnderTest.CreateAsync(node);
}

[Collection(nameof(OneNode))]
public sealed class CassandraListingTests(OneNode node) : ListingContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => CassandraUnderTest.CreateAsync(node);
}

[Collection(nameof(OneNode))]
public sealed class CassandraLogTests(OneNode node) : LogContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => CassandraUnderTest.CreateAsync(node);
}

[Collection(nameof(OneNode))]
public sealed class CassandraPositionTests(OneNode node) : PositionContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => CassandraUnderTest.CreateAsync(node);
}

[Collection(nameof(OneNode))]
public sealed class CassandraLimitTests(OneNode node) : LimitContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => CassandraUnderTest.CreateAsync(node);
}

[Collection(nameof(OneNode))]
public sealed class CassandraModelTests(OneNode node) : ModelContract
{
    protected override int Sequences => 12;

    protected override ValueTask<StoreUnderTest> CreateAsync() => CassandraUnderTest.CreateAsync(node);
}

[Collection(nameof(OneNode))]
public sealed class CassandraMoveInTests(OneNode node) : MoveContract
{
    protected override ValueTask<MovableUnderTest> CreateSourceAsync() => new(new FilesMovable());

    protected override ValueTask<MovableUnderTest> CreateTargetAsync() => CassandraMovable.CreateAsync(node);
}

[Collection(nameof(OneNode))]
public sealed class CassandraMoveOutTests(OneNode node) : MoveContract
{
    protected override ValueTask<MovableUnderTest> CreateSourceAsync() => CassandraMovable.CreateAsync(node);

    protected override ValueTask<MovableUnderTest> CreateTargetAsync() => new(new FilesMovable());
}
