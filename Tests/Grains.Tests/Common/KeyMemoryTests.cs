using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Common;

public sealed class KeyMemoryTests
{
    private static readonly KeyMemory<string> Memory = new("keys");

    private readonly MemoryEntity<string> _entity = new();

    // Which hours are over, where the clock has not said so for long.
    private long? _past;

    [Fact]
    public void A_key_is_answered_as_before()
    {
        Assert.Equal("first", Do("k", "hash", "first").Value);

        var again = Do("k", "hash", "second");
        Assert.Equal(("first", true), (again.Value, again.Replayed));
    }

    [Fact]
    public void A_key_with_another_body_is_refused()
    {
        Do("k", "hash", "first");

        Assert.Equal(RefusalCodes.KeyReused, Do("k", "other", "second").Refusal?.Code);
    }

    [Fact]
    public void A_key_is_remembered_for_a_day_and_then_makes_room()
    {
        Do("k", "hash", "first");
        _entity.Now += TimeSpan.FromHours(24);
        Assert.True(Do("k", "hash", "second").Replayed);

        _entity.Now += TimeSpan.FromHours(3);
        Do("another", "hash", "x");

        Assert.False(Do("k", "hash", "second").Replayed);
        Assert.Equal(2, _entity.Rows(new RowSet<RememberedAnswer<string>>("keys")).Count);
        Assert.Equal(2, _entity.Rows(new RowSet<HourMark>("keys-by-hour")).Count);
    }

    [Fact]
    public void A_clock_that_has_just_jumped_ahead_makes_no_room()
    {
        Do("k", "hash", "first");
        _past = HourMark.HourOf(_entity.Now);
        _entity.Now += TimeSpan.FromHours(100);
        Do("another", "hash", "x");

        Assert.True(Do("k", "hash", "second").Replayed);
    }

    [Fact]
    public void What_was_dropped_is_not_looked_through_again_and_nothing_is_passed_over_by_a_clock_that_goes_back()
    {
        Do("k", "hash", "first");
        _entity.Now += TimeSpan.FromHours(27);
        Do("another", "hash", "x");
        var forgottenTo = _entity.State!;
        Assert.EndsWith("do/k", forgottenTo, StringComparison.Ordinal);

        _entity.Now -= TimeSpan.FromHours(100);
        Do("third", "hash", "y");
        Assert.All(_entity.Rows(new RowSet<HourMark>("keys-by-hour")), row => Assert.True(string.CompareOrdinal(row.Key, forgottenTo) > 0));
        _entity.Now += TimeSpan.FromHours(200);
        for (var i = 0; i < 3; i++)
            Do($"later-{i}", "hash", "z");

        Assert.Equal(["do/later-0", "do/later-1", "do/later-2"], _entity.Rows(new RowSet<RememberedAnswer<string>>("keys")).Select(row => row.Key));
    }

    // The head is what is noted of the memory.
    private Outcome<string> Do(string value, string hash, string answer)
    {
        var (key, old) = (new IdempotencyKey(value, hash), new Forgettable(_entity.State, _past ?? HourMark.HourOf(_entity.Now)));
        return _entity.Run(
            (key, answer, old),
            (draft, argument) =>
            {
                if (Memory.Recall(draft, "do", argument.key) is { } known)
                    return known;
                draft.State = Memory.Remember(draft, "do", argument.key, argument.answer, argument.old, draft.State);
                return argument.answer;
            },
            Memory.Row("do", key),
            Memory.Oldest(old));
    }
}
