using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

internal sealed class InMemoryUnderTest : StoreUnderTest
{
    private readonly InMemoryEntityStore _store = new();
    private readonly InMemoryEventLog _log = new();

    public InMemoryUnderTest() => _store.OnCommitted = _log.Append;

    public override IEntityStore Store => _store;

    public override IEventLog Log => _log;

    public override ValueTask ReopenAsync() => default;

    public override ValueTask DisposeAsync() => default;
}
