using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

// The contract asks for nothing that only a store in the same process can give.
public sealed class DistantCommitTests : CommitContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new DistantUnderTest());
}

public sealed class DistantResolveTests : ResolveContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new DistantUnderTest());
}

public sealed class DistantRowTests : RowContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new DistantUnderTest());
}

public sealed class DistantListingTests : ListingContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new DistantUnderTest());
}

public sealed class DistantLogTests : LogContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new DistantUnderTest());
}

public sealed class DistantPositionTests : PositionContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new DistantUnderTest());
}

public sealed class DistantLimitTests : LimitContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new DistantUnderTest());
}

public sealed class DistantModelTests : ModelContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => new(new DistantUnderTest());
}
