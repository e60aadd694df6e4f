using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Contract;

internal sealed class CassandraUnderTest : StoreUnderTest
{
    private readonly TestStore _test;

    private CassandraUnderTest(TestStore test) => _test = test;

    public override IEntityStore Store => _test.Store.Entities;

    public override IEventLog Log => _test.Files.Log;

    public static async ValueTask<StoreUnderTest> CreateAsync(OneNode node)
        => new CassandraUnderTest(await TestStore.OpenAsync(await node.StartedOrSkipAsync()));

    public override async ValueTask ReopenAsync() => await _test.ReopenAsync();

    public override async ValueTask UntilLoggedAsync()
    {
        while (!_test.Store.IsRelayed)
            await Task.Delay(TimeSpan.FromMilliseconds(5));
    }

    public override ValueTask DisposeAsync() => _test.DisposeAsync();
}
