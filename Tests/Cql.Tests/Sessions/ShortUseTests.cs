using Cql.Tests.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Sessions;

/// <summary>A node that takes connections and ends them, as one does behind a proxy that has lost it.</summary>
public sealed class ShortUseTests
{
    // Long enough for a node to tell of the cluster, and for dozens of tries without a pause.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_is_asked_again_at_growing_intervals_and_not_without_a_pause()
    {
        await using var cluster = new FakeCluster(1);
        await using var session = await cluster.ConnectAsync(Patience.Set, _time);
        var node = cluster.Nodes[0];
        var before = node.Connections;

        // What was of use is made anew at once, and then the clock stands still.
        _time.Advance(TimeSpan.FromSeconds(10));
        node.Lifetime = Lifetime;
        node.Drop();
        await Connecting.UntilAsync(() => node.Connections >= before + 2);
        await Task.Delay(Watched, TestContext.Current.CancellationToken);

        // One each; on a slow machine a connection may end before the cluster was told of, and the next who may know is asked.
        Assert.InRange(node.Connections, before + 2, before + 4);

        node.Lifetime = null;
        await Taken.BySomeNodeAsync(session, () => _time.Advance(TimeSpan.FromMilliseconds(20)));
    }
}
