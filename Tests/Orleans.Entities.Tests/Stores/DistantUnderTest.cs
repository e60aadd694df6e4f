using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

internal sealed class DistantUnderTest : StoreUnderTest
{
    private readonly DistantStore _store = new();

    public override IEntityStore Store => _store;

    public override IEventLog Log => _store.Log;

    public override async ValueTask UntilLoggedAsync() => await _store.Relayed;

    public override ValueTask ReopenAsync() => default;

    public override ValueTask DisposeAsync() => default;
}
