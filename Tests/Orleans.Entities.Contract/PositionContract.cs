namespace Orleans.Entities.Contract;

/// <summary>Positions of the log's readers.</summary>
public abstract class PositionContract : StoreContract
{
    [Fact]
    public async Task A_position_that_was_never_stored_is_null() => Assert.Null(await Log.GetPositionAsync("reader", 0, Token));

    [Fact]
    public async Task A_position_is_there_after_a_restart()
    {
        var position = new LogPosition(Log.LogId, 7, "thing/ä@3.0");
        await Log.SetPositionAsync("reader", 3, new LogPosition(Log.LogId, 1, null), Token);
        await Log.SetPositionAsync("reader", 3, position, Token);

        await Subject.ReopenAsync();

        Assert.Equal(position, await Log.GetPositionAsync("reader", 3, Token));
    }

    [Fact]
    public async Task Readers_and_partitions_have_positions_of_their_own()
    {
        var start = new LogPosition(Log.LogId, 0, null);
        await Log.SetPositionAsync("reader", 0, start, Token);

        Assert.Equal(start, await Log.GetPositionAsync("reader", 0, Token));
        Assert.Null(await Log.GetPositionAsync("reader", 1, Token));
        Assert.Null(await Log.GetPositionAsync("reade", 0, Token));
    }
}
