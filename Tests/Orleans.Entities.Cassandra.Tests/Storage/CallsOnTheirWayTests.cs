using Orleans.Entities.Cassandra.Storage;

namespace Orleans.Entities.Cassandra.Tests.Storage;

public sealed class CallsOnTheirWayTests
{
    private static readonly EntityKey Key = new("thing", "1");

    private readonly CallsOnTheirWay _calls = new();
    private readonly Guid _write = Guid.NewGuid();

    [Fact]
    public void A_call_on_its_way_is_refused_with_its_write_and_one_that_begins_later_is_not()
    {
        var early = _calls.Begin(Key, _write);
        _calls.Refuse(Key, _write);
        var late = _calls.Begin(Key, _write);

        Assert.True(_calls.IsRefused(early));
        Assert.False(_calls.IsRefused(late));
    }

    [Fact]
    public void It_stays_refused_when_the_next_write_of_its_entity_is_refused_too()
    {
        var former = _calls.Begin(Key, _write);
        _calls.Refuse(Key, _write);
        var next = _calls.Begin(Key, Guid.NewGuid());
        _calls.Refuse(Key, next.WriteId);

        Assert.True(_calls.IsRefused(former));
        Assert.True(_calls.IsRefused(next));
    }

    [Fact]
    public void Calls_of_other_writes_and_other_entities_go_on()
    {
        var other = _calls.Begin(Key, Guid.NewGuid());
        var elsewhere = _calls.Begin(new EntityKey("thing", "2"), _write);
        _calls.Refuse(Key, _write);

        Assert.False(_calls.IsRefused(other));
        Assert.False(_calls.IsRefused(elsewhere));
    }

    [Fact]
    public void One_that_has_ended_takes_nothing_from_another_of_the_same_write()
    {
        var held = _calls.Begin(Key, _write);
        _calls.End(_calls.Begin(Key, _write));
        _calls.Refuse(Key, _write);

        Assert.True(_calls.IsRefused(held));
    }

    [Fact]
    public void Nothing_is_kept_of_what_nobody_sends()
    {
        _calls.Refuse(Key, _write);
        Assert.Equal(0, _calls.Count);

        var (first, second) = (_calls.Begin(Key, _write), _calls.Begin(Key, _write));
        _calls.Refuse(Key, _write);
        _calls.End(first);
        Assert.Equal(1, _calls.Count);
        _calls.End(second);
        Assert.Equal(0, _calls.Count);
    }
}
