using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

// The store that the other tests stand on keeps the contract, as far as there is one without a log.
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
