using Microsoft.Extensions.Time.Testing;
using Orleans.Streaming.Kafka.Append;

namespace Orleans.Streaming.Kafka.Tests.Append;

public sealed class ByteGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly ByteGate _gate;

    public ByteGateTests() => _gate = new(100, 100, _time);

    [Fact]
    public async Task Who_finds_room_goes_in_at_once()
    {
        Assert.True(await _gate.TryEnterAsync(60, Patience));
        Assert.True(await _gate.TryEnterAsync(40, Patience));
        Assert.Equal(100, _gate.Taken);
    }

    [Fact]
    public async Task Who_finds_none_waits_for_it_in_the_order_of_arrival()
    {
        await _gate.TryEnterAsync(60, Patience);
        var first = _gate.TryEnterAsync(80, Patience).AsTask();
        var second = _gate.TryEnterAsync(10, Patience).AsTask();
        Assert.False(first.IsCompleted || second.IsCompleted);

        _gate.Leave(60);

        Assert.True(await first && await second);
        Assert.Equal(90, _gate.Taken);
    }

    [Fact]
    public async Task Who_waits_too_long_stays_out_and_lets_those_behind_pass()
    {
        await _gate.TryEnterAsync(60, Patience);
        var large = _gate.TryEnterAsync(80, TimeSpan.FromSeconds(1)).AsTask();
        var small = _gate.TryEnterAsync(10, Patience).AsTask();

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.False(await large);
        Assert.True(await small);
        Assert.Equal(70, _gate.Taken);
    }

    [Fact]
    public async Task Who_comes_when_enough_wait_is_sent_away_at_once_and_the_next_may_wait_when_there_is_room_again()
    {
        await _gate.TryEnterAsync(100, Patience);
        var waiting = _gate.TryEnterAsync(90, Patience).AsTask();

        Assert.False(await _gate.TryEnterAsync(20, Patience));
        _gate.Leave(100);

        Assert.True(await waiting);
        var next = _gate.TryEnterAsync(20, Patience).AsTask();
        Assert.False(next.IsCompleted);
        _gate.Leave(90);
        Assert.True(await next);
    }

    [Fact]
    public async Task Something_larger_than_the_whole_goes_in_alone()
    {
        Assert.True(await _gate.TryEnterAsync(500, Patience));
        var next = _gate.TryEnterAsync(1, Patience).AsTask();
        Assert.False(next.IsCompleted);

        _gate.Leave(500);

        Assert.True(await next);
    }
}
