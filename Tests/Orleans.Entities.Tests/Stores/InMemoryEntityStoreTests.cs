using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

// The store that the other tests stand on keeps the contract.
public sealed class InMemoryCommitTests : CommitContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new InMemoryUnderTest());
}

public sealed class InMemoryResolveTests : ResolveContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new InMemoryUnderTest());
}

public sealed class InMemoryRowTests : RowContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new InMemoryUnderTest());
}

public sealed class InMemoryListingTests : ListingContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new InMemoryUnderTest());
}

public sealed class InMemoryLogTests : LogContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new InMemoryUnderTest());
}

public sealed class InMemoryPositionTests : PositionContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new InMemoryUnderTest());
}

public sealed class InMemoryLimitTests : LimitContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new InMemoryUnderTest());
}

public sealed class InMemoryModelTests : ModelContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new InMemoryUnderTest());
}
