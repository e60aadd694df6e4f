using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Common;

public sealed class KeyMemoryTests
{
    private static readonly KeyMemory<string> Memory = new("keys");

    private readonly MemoryEntity<string> _entity = new();

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

    private Outcome<string> Do(string value, string hash, string answer)
    {
        var key = new IdempotencyKey(value, hash);
        return _entity.Run(
            (key, answer),
            (draft, argument) => Memory.Recall(draft, "do", argument.key) ?? Memory.Remember(draft, "do", argument.key, argument.answer),
            Memory.Row("do", key),
            Memory.Oldest());
    }
}
