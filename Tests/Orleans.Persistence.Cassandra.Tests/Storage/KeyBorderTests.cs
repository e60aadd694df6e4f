using Orleans.Persistence.Cassandra.Tests.Servers;

namespace Orleans.Persistence.Cassandra.Tests.Storage;

/// <summary>The longest keys that are not refused are stored, and told apart.</summary>
[Collection<OneNode>]
public sealed class KeyBorderTests(OneNode node)
{
    private const int MaxBytes = 65_535;

    [Fact]
    public async Task The_longest_grain_id_and_the_longest_name_are_stored_and_one_byte_more_is_refused()
    {
        var token = TestContext.Current.CancellationToken;
        await using var states = new CassandraStates((await node.StartedOrSkipAsync()).Nodes);
        var table = await states.OpenTableAsync("s", token);

        // The tests' part of the service id and three bytes around each part of the partition's key.
        var key = MaxBytes - (3 * 3) - 33 - "s".Length - "thing".Length;
        var name = new string('n', MaxBytes);
        var longest = new StateKey(GrainId.Create("thing", new string('k', key)), name);
        var other = new StateKey(GrainId.Create("thing", new string('k', key - 1) + 'l'), name[..^1] + 'o');
        var (tag, otherTag) = (StateTag.After(null), StateTag.After(null));

        Assert.Equal(ChangeOutcome.Applied, (await table.TryChangeAsync(longest, new StateChange(null, tag, new byte[] { 1 }))).Outcome);
        Assert.Equal(ChangeOutcome.Applied, (await table.TryChangeAsync(other, new StateChange(null, otherTag, new byte[] { 2 }))).Outcome);

        Assert.Equal(tag, (await table.FindAsync(longest, tagOnly: false, token))?.Tag);
        Assert.Equal(otherTag, (await table.FindAsync(other, tagOnly: false, token))?.Tag);
        await AssertRefusedAsync(new StateKey(GrainId.Create("thing", new string('k', key + 1)), "state"));
        await AssertRefusedAsync(new StateKey(GrainId.Create("thing", "1"), name + 'n'));

        Task AssertRefusedAsync(StateKey refused) =>
            Assert.ThrowsAsync<ArgumentException>(async () => await table.FindAsync(refused, tagOnly: true, token));
    }
}
