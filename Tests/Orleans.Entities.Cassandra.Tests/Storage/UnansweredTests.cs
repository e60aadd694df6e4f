using Cql;
using Microsoft.Extensions.Time.Testing;
using Orleans.Entities.Cassandra.Tests.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Storage;

/// <summary>What the cluster does not answer is told in the words of the contract.</summary>
[Collection(nameof(OneNode))]
public sealed class UnansweredTests(OneNode node)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scan_says_so_as_every_reading_does_at_its_first_page_and_at_a_later_one()
    {
        var options = TestStore.OptionsFor(await node.StartedOrSkipAsync());
        options.ScanPageSize = 2;
        await using (var owner = await TestOwner.OpenAsync(options, new ArrivalLog(), new FakeTimeProvider(), Token))
        {
            for (var number = 0; number < 5; number++)
                await new EntityWriter(owner.Entities, new EntityKey("thing", $"{number}")).WriteAsync("a head");
            var refusal = new CqlNoNodeException("No node takes the request.", last: null);

            await using var scan = owner.Entities.ScanAsync("thing", cancellationToken: Token).GetAsyncEnumerator(Token);
            Assert.True(await scan.MoveNextAsync());
            owner.Connection.Gate = Task.FromException(refusal);
            var later = await Assert.ThrowsAsync<EntityStoreException>(async () =>
            {
                while (await scan.MoveNextAsync())
                {
                }
            });
            Assert.Same(refusal, later.InnerException);
            await Assert.ThrowsAsync<EntityStoreException>(async () => await owner.Entities.ScanAsync("thing", cancellationToken: Token).CountAsync(Token));

            owner.Connection.Gate = Task.CompletedTask;
            Assert.Equal(5, await owner.Entities.ScanAsync("thing", cancellationToken: Token).CountAsync(Token));
        }

        await TestKeyspaces.DropAsync(options);
    }
}
