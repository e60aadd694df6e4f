using CsCheck;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.ReadModels.Shipments;
using Marketplace.ReadModels.Tests.Orders;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.ReadModels.Tests.Shipments;

public sealed class DeliveryBoardTests
{
    private static readonly KeySpace Space = KeySpace.Business;

    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_oldest_are_named_first_and_each_once()
    {
        var board = new DeliveryBoard(_time);
        for (var i = 0; i < 30; i++)
            board.Change(Space, $"s{i:00}", undelivered: 1, removed: 0, since: 100 - i);
        Assert.Equal(Enumerable.Range(20, 10).Reverse().Select(i => $"s{i:00}"), await board.TakeOldestAsync(Space, 10));
        Assert.Equal(Enumerable.Range(10, 10).Reverse().Select(i => $"s{i:00}"), await board.TakeOldestAsync(Space, 10));
        Assert.Equal(10, (await board.TakeOldestAsync(Space, 10)).Length);
        Assert.Empty(await board.TakeOldestAsync(Space, 10));
    }

    [Fact]
    public async Task A_seller_is_named_as_often_as_it_has_packages_but_once_an_answer()
    {
        var board = new DeliveryBoard(_time);
        board.Change(Space, "s", undelivered: 3, removed: 0, since: 1);
        for (var i = 0; i < 3; i++)
            Assert.Equal(["s"], await board.TakeOldestAsync(Space, 10));
        Assert.Empty(await board.TakeOldestAsync(Space, 10));
    }

    [Fact]
    public async Task What_was_taken_and_not_delivered_comes_back_after_a_moment()
    {
        var board = new DeliveryBoard(_time);
        board.Change(Space, "s", undelivered: 1, removed: 0, since: 1);
        Assert.Single(await board.TakeOldestAsync(Space, 1));
        _time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Empty(await board.TakeOldestAsync(Space, 1));
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Single(await board.TakeOldestAsync(Space, 1));
    }

    [Fact]
    public async Task A_delivery_ends_its_take()
    {
        var board = new DeliveryBoard(_time);
        board.Change(Space, "s", undelivered: 2, removed: 0, since: 1);
        Assert.Single(await board.TakeOldestAsync(Space, 1));
        board.Change(Space, "s", undelivered: -1, removed: 1, since: 1);
        Assert.Single(await board.TakeOldestAsync(Space, 1));
        board.Change(Space, "s", undelivered: -1, removed: 1, since: 1);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await board.TakeOldestAsync(Space, 1));
    }

    [Fact]
    public async Task Spaces_are_apart_and_a_new_generation_ends_the_old()
    {
        var board = new DeliveryBoard(_time);
        var (old, now) = (new KeySpace("om", 1, 1), new KeySpace("om", 1, 2));
        board.Change(old, "s", undelivered: 1, removed: 0, since: 1);
        Assert.Empty(await board.TakeOldestAsync(Space, 1));
        board.Change(now, "t", undelivered: 1, removed: 0, since: 1);
        Assert.Empty(await board.TakeOldestAsync(old, 1));
        Assert.Equal(["t"], await board.TakeOldestAsync(now, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public async Task No_more_than_ten_are_named(int max)
        => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await new DeliveryBoard(_time).TakeOldestAsync(Space, max));

    [Fact]
    public async Task It_holds_what_the_orders_leave_undelivered_live_and_after_a_restart()
        => await Gen.Int.SampleAsync(async seed =>
        {
            using var folder = new ModelFolder();
            var random = new Random(seed);
            var history = new OrderHistory(random);
            using (var orders = folder.Orders())
            {
                for (var round = 0; round < 3; round++)
                {
                    for (var i = 0; i < 50; i++)
                        history.Step();
                    await history.Stream.FeedAsync(orders, random);
                }
            }
            var restarted = new DeliveryBoard(TimeProvider.System);
            using var again = folder.Orders(restarted);
            await again.OpenAsync(default);
            foreach (var space in OrderHistory.Spaces)
            {
                Assert.Equal(history.Undelivered(space), await TakeAllAsync(folder.Board, space));
                Assert.Equal(history.Undelivered(space), await TakeAllAsync(restarted, space));
            }
        }, iter: 10, threads: 1);

    private static async Task<Dictionary<string, int>> TakeAllAsync(DeliveryBoard board, KeySpace space)
    {
        var taken = new Dictionary<string, int>();
        while (await board.TakeOldestAsync(space, 10) is { Length: > 0 } sellers)
        {
            foreach (var seller in sellers)
                taken[seller] = taken.GetValueOrDefault(seller) + 1;
        }
        return taken;
    }
}
