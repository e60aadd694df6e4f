using Marketplace.Payments.Sandbox.Storage;

namespace Marketplace.Payments.Sandbox.Tests.Storage;

public sealed class WaitingChangesTests
{
    [Fact]
    public void It_hands_out_what_came_in_order_up_to_a_group()
    {
        using var waiting = new WaitingChanges<int>(10);
        for (var change = 0; change < 5; change++)
            Assert.True(waiting.TryAdd(change));
        List<int> group = [];

        Assert.True(waiting.Take(group, 3));

        Assert.Equal([0, 1, 2], group);
    }

    [Fact]
    public void It_refuses_what_it_has_no_room_for()
    {
        using var waiting = new WaitingChanges<int>(1);
        Assert.True(waiting.TryAdd(1));
        Assert.False(waiting.TryAdd(2));
    }

    [Fact]
    public void Once_closed_it_hands_out_the_rest_and_ends()
    {
        using var waiting = new WaitingChanges<int>(2);
        waiting.TryAdd(1);
        waiting.Close();
        List<int> group = [];

        Assert.False(waiting.TryAdd(2));
        Assert.True(waiting.Take(group, 3));
        group.Clear();
        Assert.False(waiting.Take(group, 3));
    }

    [Fact]
    public async Task Everything_that_many_threads_add_is_taken_once()
    {
        using var waiting = new WaitingChanges<int>(100_000);
        var taking = Task.Run(() =>
        {
            var (taken, group) = (new List<int>(), new List<int>());
            while (waiting.Take(group, 7))
            {
                taken.AddRange(group);
                group.Clear();
            }

            return taken;
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var change = 0; change < 1_000; change++)
                Assert.True(waiting.TryAdd((thread * 1_000) + change));
        })));
        waiting.Close();

        Assert.Equal(Enumerable.Range(0, 8_000), (await taking).Order());
    }
}
