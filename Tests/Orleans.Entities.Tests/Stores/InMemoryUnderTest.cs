using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

internal sealed class InMemoryUnderTest : StoreUnderTest
{
    public override IEntityStore Store { get; } = new InMemoryEntityStore();

    public override IEventLog Log => throw new NotSupportedException("The store in memory keeps its events in a list.");

    public override ValueTask ReopenAsync() => default;

    public override ValueTask DisposeAsync() => default;
}
