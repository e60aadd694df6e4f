using Microsoft.Extensions.Time.Testing;
using Orleans.Entities.Cassandra.Storage;
using Orleans.Entities.Cassandra.Tests.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Moving;

/// <summary>An entity of another store that the servers do not take.</summary>
[Collection(nameof(OneNode))]
public sealed class MoveWriterTests(OneNode node)
{
    private static readonly EntityKey Key = new("thing", "large");
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_refused_at_once_by_name_with_the_setting_that_is_met(bool isStaged)
    {
        var token = TestContext.Current.CancellationToken;
        var options = TestStore.OptionsFor(await node.StartedOrSkipAsync());

        // Between tries it would wait for a clock that stands still.
        var time = new FakeTimeProvider();
        await using (var owner = await TestOwner.OpenAsync(options, new ArrivalLog(), time, token))
        {
            var partitions = new EntityPartitions(owner.Connection, await EntityStatements.PrepareAsync(owner.Connection, token), options.ScanPageSize);
            var writer = new MoveWriter(partitions, registry: null!, time);
            var rows = Enumerable.Range(0, 4).Select(number => EntityWriter.Row("lines", $"{number}", new string('r', 1 << 20))).ToList();

            var writing = isStaged
                ? writer.StageAsync(Key, rows, token).AsTask()
                : writer.WriteAsync(new MovedEntity(Key, new EntityHead(1, Guid.NewGuid(), new byte[1], Unfinished: false)), rows, token).AsTask();
            var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => writing.WaitAsync(Soon, token));

            Assert.Contains($"{Key}", refused.Message, StringComparison.Ordinal);
            Assert.Contains("max_mutation_size", refused.Message, StringComparison.Ordinal);
        }

        await TestKeyspaces.DropAsync(options);
    }
}
