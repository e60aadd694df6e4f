using Cql.Topology;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Topology;

public sealed class NodeStateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly NodeState _node;

    public NodeStateTests() => _node = new NodeState(_time);

    [Fact]
    public void A_node_is_down_until_it_took_a_connection_and_each_change_is_news_once()
    {
        Assert.False(_node.IsUp);
        Assert.False(_node.MarkDown());
        Assert.True(_node.MarkUp());
        Assert.False(_node.MarkUp());
        Assert.True(_node.IsUp);
        Assert.True(_node.MarkDown());
        Assert.False(_node.IsUp);
    }

    [Fact]
    public async Task Waits_grow_with_each_failure_and_begin_short_again_once_it_was_of_use()
    {
        for (var failures = 1; failures <= 8; failures++)
            await AssertWaitAsync(Math.Min(Math.Pow(2, failures - 1), 60));
        _node.MarkUp();
        await AssertWaitAsync(60);
        _node.MarkSteady();
        await AssertWaitAsync(1);
    }

    [Fact]
    public async Task A_node_that_the_cluster_tells_of_is_tried_again_soon()
    {
        for (var failures = 1; failures <= 7; failures++)
            await AssertWaitAsync(Math.Min(Math.Pow(2, failures - 1), 60));
        var wait = _node.WaitAfterFailureAsync(CancellationToken.None);
        _node.Hurry();
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(wait.IsCompleted);

        // Told again: that puts off nothing.
        _node.Hurry();
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await wait.WaitAsync(TimeSpan.FromSeconds(30));
        await AssertWaitAsync(1);
    }

    [Fact]
    public async Task A_wait_ends_with_its_token()
    {
        using var ended = new CancellationTokenSource();
        var wait = _node.WaitAfterFailureAsync(ended.Token);
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        _node.Hurry();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _node.WaitAfterFailureAsync(ended.Token));
    }

    private async Task AssertWaitAsync(double wholeSeconds)
    {
        var wait = _node.WaitAfterFailureAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(wholeSeconds * 0.69));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(wholeSeconds * 0.21));
        await wait.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
