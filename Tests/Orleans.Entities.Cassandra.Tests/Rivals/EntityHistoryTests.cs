using Orleans.Entities.Cassandra.Tests.Events;

namespace Orleans.Entities.Cassandra.Tests.Rivals;

// The check notices what it is for.
public sealed class EntityHistoryTests
{
    private static readonly EntityKey Key = new("thing", "1");

    [Fact]
    public void Commits_and_readings_that_overlap_may_be_in_any_order() => Assert.Null(Fault(
        [Write(0, 9, 1, null, "a"), Read(1, 2, 0, null), Read(3, 4, 1, "a"), Write(5, 20, 2, "a", "b", Told.Unknown), Never(6, 7, 2, "a", "lost"),
            Read(10, 11, 2, "b"), Write(12, 13, 3, "b", "c"), Read(14, 15, 3, "c")]));

    [Fact]
    public void Two_commits_that_were_both_told_they_are_one_version_are_noticed() =>
        Assert.NotNull(Fault([Write(0, 1, 1, null, "a"), Write(0, 2, 1, null, "b"), Read(3, 4, 1, "b")]));

    [Fact]
    public void A_commit_that_stands_on_another_than_it_was_decided_on_is_noticed() =>
        Assert.NotNull(Fault([Write(0, 1, 1, null, "a"), Write(0, 2, 1, null, "b", Told.Unknown), Write(3, 4, 2, "b", "c"), Read(5, 6, 2, "c")]));

    [Fact]
    public void A_commit_that_shows_though_its_owner_was_told_it_never_would_is_noticed() =>
        Assert.NotNull(Fault([Never(0, 1, 1, null, "a"), Read(2, 3, 1, "a")]));

    [Fact]
    public void One_that_was_read_for_a_while_is_noticed_too() =>
        Assert.NotNull(Fault([Write(0, 1, 1, null, "a"), Never(0, 1, 1, null, "b"), Read(0, 3, 1, "b"), Read(4, 5, 1, "a")]));

    [Fact]
    public void An_acknowledged_commit_that_is_gone_is_noticed() =>
        Assert.NotNull(Fault([Write(0, 1, 1, null, "a"), Write(2, 3, 2, "a", "b"), Read(4, 5, 1, "a")]));

    [Fact]
    public void Rows_of_two_commits_are_borne_while_one_comes_and_are_noticed_when_none_does()
    {
        EntityCall[] calls = [Write(0, 1, 1, null, "a"), Write(5, 9, 2, "a", "b"), Read(3, 6, 2, "b"), Read(20, 21, 2, "b")];

        Assert.Null(Fault([.. calls, new(0, Told.Torn, 3, 6, 1, "a")]));
        Assert.NotNull(Fault([.. calls, new(0, Told.Torn, 2, 4, 1, "a")]));
        Assert.NotNull(Fault([.. calls, new(0, Told.Torn, 10, 12, 1, "a")]));
    }

    [Fact]
    public void A_reading_that_goes_back_is_noticed() =>
        Assert.NotNull(Fault([Write(0, 1, 1, null, "a"), Write(2, 9, 2, "a", "b"), Read(3, 4, 2, "b"), Read(5, 6, 1, "a"), Read(10, 11, 2, "b")]));

    [Fact]
    public void A_commit_below_one_that_had_ended_is_noticed() =>
        Assert.NotNull(Fault([Write(4, 5, 1, null, "a"), Write(2, 3, 2, "a", "b"), Read(6, 7, 2, "b")]));

    [Fact]
    public void What_nobody_wrote_is_noticed() => Assert.NotNull(Fault([Read(0, 1, 1, "a mixture of a and b")]));

    [Fact]
    public void What_was_read_before_it_was_written_is_noticed() =>
        Assert.NotNull(Fault([Read(0, 1, 1, "a"), Write(2, 3, 1, null, "a"), Read(4, 5, 1, "a")]));

    [Fact]
    public void Events_that_come_again_are_no_fault() => Assert.Null(Fault(Two, Arrived(1, "a"), Arrived(1, "a"), Arrived(2, "b"), Arrived(1, "a")));

    [Fact]
    public void Events_that_never_come_are_noticed()
    {
        Assert.NotNull(Fault(Two, Arrived(1, "a")));
        Assert.NotNull(Fault(Two, Arrived(2, "b")));
    }

    [Fact]
    public void Events_that_come_before_those_of_an_earlier_version_are_noticed() => Assert.NotNull(Fault(Two, Arrived(2, "b"), Arrived(1, "a"), Arrived(2, "b")));

    [Fact]
    public void Events_of_a_commit_that_is_not_stored_are_noticed() => Assert.NotNull(Fault(Two, Arrived(1, "lost"), Arrived(1, "a"), Arrived(2, "b")));

    [Fact]
    public void Half_of_a_commits_events_are_noticed() => Assert.NotNull(Fault(
        [Write(0, 1, 1, null, "a", events: 2), Read(2, 3, 1, "a")], Arrived(1, "a")));

    private static EntityCall[] Two => [Write(0, 1, 1, null, "a", events: 1), Never(0, 1, 1, null, "lost"), Write(2, 3, 2, "a", "b", events: 1), Read(4, 5, 2, "b")];

    private static string? Fault(EntityCall[] calls, params Arrival[] arrivals) => EntityHistory.FindFault(calls, arrivals);

    private static Arrival Arrived(long version, string text) => new(Key, version, [$"{text}/0"]);

    private static EntityCall Write(long began, long ended, long version, string? @base, string text, Told told = Told.Stored, int events = 0) =>
        new(0, told, began, ended, version, text, @base, events);

    private static EntityCall Never(long began, long ended, long version, string? @base, string text) =>
        new(1, Told.Never, began, ended, version, text, @base, Events: 1);

    private static EntityCall Read(long began, long ended, long version, string? text) => new(2, Told.Read, began, ended, version, text);
}
