using Orleans.Persistence.Cassandra.Tests.Servers;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Storage;

/// <summary>A state that the options allow and the servers do not take.</summary>
[Collection<OneNode>]
public sealed class ServerLimitTests(OneNode node)
{
    private const int Largest = 8 << 20;

    // What a serializer adds.
    private const int Serializer = 16;

    [Fact]
    public async Task It_is_refused_by_name_with_the_setting_that_is_met()
    {
        await using var states = new CassandraStates((await node.StartedOrSkipAsync()).Nodes) { MaxStateBytes = Largest };
        var activation = new Activation(await states.OpenAsync(new StorageSettings()), GrainId.Create("thing", "large"));

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => activation.WriteAsync(new string('x', Largest - Serializer)));

        Assert.Contains("large", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("max_mutation_size", refusal.Message, StringComparison.Ordinal);
        await activation.WriteAsync("small");
    }
}
