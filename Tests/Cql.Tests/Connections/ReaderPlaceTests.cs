using Cql.Connections;

namespace Cql.Tests.Connections;

public sealed class ReaderPlaceTests
{
    private readonly ReaderPlace _place = new();

    [Fact]
    public void A_place_whose_thread_reads_is_not_taken()
    {
        Assert.False(_place.IsVacant);
        Assert.False(_place.TryTake());
    }

    [Fact]
    public void A_place_whose_thread_is_away_is_taken_once_and_the_thread_finds_that_out()
    {
        _place.Leave();
        Assert.True(_place.IsVacant);
        Assert.True(_place.TryTake());
        Assert.False(_place.IsVacant);
        Assert.False(_place.TryTake());
        Assert.False(_place.TryReturn());
    }

    [Fact]
    public void A_thread_that_comes_back_in_time_has_its_place_again()
    {
        _place.Leave();
        Assert.True(_place.TryReturn());
        Assert.False(_place.TryTake());
    }

    [Fact]
    public void A_thread_is_stuck_when_it_has_been_on_the_same_way_at_two_looks()
    {
        Assert.False(_place.TryTakeIfStuck());
        _place.Leave();
        Assert.False(_place.TryTakeIfStuck());
        Assert.True(_place.TryReturn());
        Assert.False(_place.TryTakeIfStuck());
        _place.Leave();
        Assert.False(_place.TryTakeIfStuck());
        Assert.True(_place.TryTakeIfStuck());
    }

    [Fact]
    public void Of_a_thread_that_comes_back_and_many_that_take_its_place_one_has_it()
    {
        for (var round = 0; round < 2000; round++)
        {
            var place = new ReaderPlace();
            place.Leave();
            var owners = 0;
            Parallel.For(0, 4, taker =>
            {
                if (taker == 0 ? place.TryReturn() : place.TryTake())
                    Interlocked.Increment(ref owners);
            });
            Assert.Equal(1, owners);
        }
    }

    [Fact]
    public async Task A_place_is_of_the_thread_that_made_it()
    {
        var place = new TaskCompletionSource<ReaderPlace>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => place.SetResult(new ReaderPlace()));
        thread.Start();
        var made = await place.Task;
        Assert.False(made.IsOfThisThread);
        Assert.True(new ReaderPlace().IsOfThisThread);
    }
}
