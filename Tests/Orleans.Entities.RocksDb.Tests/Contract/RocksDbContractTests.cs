using Orleans.Entities.Contract;
using Orleans.Storage.Contract;

namespace Orleans.Entities.RocksDb.Tests;

public sealed class RocksDbCommitTests : CommitContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new RocksDbUnderTest());
}

public sealed class RocksDbResolveTests : ResolveContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new RocksDbUnderTest());
}

public sealed class RocksDbRowTests : RowContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new RocksDbUnderTest());
}

public sealed class RocksDbListingTests : ListingContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new RocksDbUnderTest());
}

public sealed class RocksDbLogTests : LogContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new RocksDbUnderTest());
}

public sealed class RocksDbPositionTests : PositionContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new RocksDbUnderTest());
}

public sealed class RocksDbLimitTests : LimitContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new RocksDbUnderTest());
}

public sealed class RocksDbModelTests : ModelContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new RocksDbUnderTest());
}

public sealed class RocksDbGrainStorageTests : GrainStorageContract
{
    protected override ValueTask<GrainStorageUnderTest> CreateAsync() => new(new RocksDbGrainStorageUnderTest());
}

public sealed class RocksDbReminderTableTests : ReminderTableContract
{
    protected override ValueTask<ReminderTableUnderTest> CreateAsync() => new(new RocksDbReminderTableUnderTest());
}

public sealed class RocksDbMoveTests : MoveContract
{
    protected override ValueTask<MovableUnderTest> CreateSourceAsync() => new(new RocksDbMovable());

    protected override ValueTask<MovableUnderTest> CreateTargetAsync() => new(new RocksDbMovable());
}
