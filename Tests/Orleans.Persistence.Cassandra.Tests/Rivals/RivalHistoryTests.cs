namespace Orleans.Persistence.Cassandra.Tests.Rivals;

// The check notices what it is for.
public sealed class RivalHistoryTests
{
    [Fact]
    public void Calls_that_overlap_may_be_in_any_order() => Assert.Null(RivalHistory.FindFault(
        [Write(0, 9, 1, "a"), Read(1, 2, 0, null), Read(3, 4, 1, "a"), Write(5, 20, null, "lost"), Read(10, 11, 2, "lost"), Write(12, 13, 3, "b")]));

    [Fact]
    public void Two_writes_of_one_version_are_noticed() =>
        Assert.NotNull(RivalHistory.FindFault([Write(0, 1, 1, "a"), Write(2, 3, 2, "b"), Write(2, 4, 2, "c")]));

    [Fact]
    public void A_version_that_reads_as_another_write_is_noticed() =>
        Assert.NotNull(RivalHistory.FindFault([Write(0, 1, 1, "a"), Write(0, 9, null, "b"), Read(2, 3, 1, "b")]));

    [Fact]
    public void A_reading_of_what_is_no_more_is_noticed() =>
        Assert.NotNull(RivalHistory.FindFault([Write(0, 1, 1, "a"), Write(2, 3, 2, "b"), Read(4, 5, 1, "a")]));

    [Fact]
    public void An_acknowledged_write_that_is_gone_is_noticed() =>
        Assert.NotNull(RivalHistory.FindFault([Write(0, 1, 1, "a"), Write(2, 3, 2, "b"), Read(4, 5, 0, null)]));

    [Fact]
    public void A_write_below_one_that_had_ended_is_noticed() =>
        Assert.NotNull(RivalHistory.FindFault([Write(2, 3, 5, "b"), Write(4, 5, 4, "c")]));

    [Fact]
    public void What_nobody_wrote_is_noticed() => Assert.NotNull(RivalHistory.FindFault([Read(0, 1, 1, "a"), Write(5, 6, null, "a")]));

    private static RivalCall Write(long began, long ended, long? version, string text) => new(0, false, began, ended, version, text);

    private static RivalCall Read(long began, long ended, long version, string? text) => new(1, true, began, ended, version, text);
}
