using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Storage;

/// <summary>A commit that the contract allows and the servers do not take.</summary>
[Collection(nameof(OneNode))]
public sealed class ServerLimitTests(OneNode node)
{
    private static readonly EntityKey Key = new("thing", "large");

    [Fact]
    public async Task It_is_refused_by_name_with_the_setting_that_is_met()
    {
        await using var test = await TestStore.OpenAsync(await node.StartedOrSkipAsync());
        var writer = new EntityWriter(test.Store.Entities, Key);
        var row = new string('r', test.Store.Entities.Limits.MaxRowBytes);
        var commit = writer.Next(new string('h', test.Store.Entities.Limits.MaxHeadBytes), [EntityWriter.Row("lines", "1", row), EntityWriter.Row("lines", "2", row)]);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(async () => await writer.TryWriteAsync(commit));

        Assert.Contains($"{Key}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("max_mutation_size", refusal.Message, StringComparison.Ordinal);
        await writer.WriteAsync("small");
    }
}
