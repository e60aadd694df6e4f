using CsCheck;
using Orleans.Streaming.Kafka.Parking;

namespace Orleans.Streaming.Kafka.Tests.Parking;

public sealed class UnparkedRecordsTests
{
    // How many come, how often it is tried to park some, and how far those that were left are read again.
    private static readonly Gen<(int More, int Turns, double Share)> Step = Gen.Select(Gen.Int[0, 2 * UnparkedRecords.Most], Gen.Int[0, 12], Gen.Double[0, 1]);

    private readonly UnparkedRecords _unparked = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_handed_out_in_order_and_wait_until_they_are_parked()
    {
        var next = _unparked.NextAsync(Token);
        Assert.False(next.IsCompleted);
        _unparked.Add(Record(0, 7));
        Assert.Equal([7L], (await next).Select(record => record.Offset));
        _unparked.Add(Record(1, 3));
        Assert.Equal([7L, 3L], (await _unparked.NextAsync(Token)).Select(record => record.Offset));
        _unparked.Parked(1);
        Assert.Equal([3L], (await _unparked.NextAsync(Token)).Select(record => record.Offset));
    }

    [Fact]
    public async Task A_position_waits_for_those_below_it_in_its_partition_and_for_no_other()
    {
        _unparked.Add(Record(0, 7));
        await _unparked.UntilParkedAsync(partition: 0, below: 7, Token);
        await _unparked.UntilParkedAsync(partition: 1, below: 100, Token);
        var waiting = _unparked.UntilParkedAsync(partition: 0, below: 8, Token).AsTask();
        _unparked.Add(Record(0, 9));
        Assert.False(waiting.IsCompleted);
        _unparked.Parked(1);
        await waiting;
    }

    [Fact]
    public async Task What_comes_when_too_many_wait_is_left_and_positions_wait_for_it_until_it_was_read_again()
    {
        const int Left = 3;
        for (var offset = 0; offset < UnparkedRecords.Most + Left; offset++)
            _unparked.Add(Record(0, offset));
        var waiting = _unparked.UntilParkedAsync(partition: 0, below: UnparkedRecords.Most + 1, Token).AsTask();
        for (var parked = 0; parked < UnparkedRecords.Most;)
            parked += await ParkAsync();
        Assert.Empty(await _unparked.NextAsync(Token));
        await _unparked.UntilParkedAsync(partition: 0, below: UnparkedRecords.Most, Token);
        Assert.False(waiting.IsCompleted);

        var left = _unparked.BeginAgain();
        Assert.Equal(new(0, UnparkedRecords.Most, UnparkedRecords.Most + Left), left);
        for (var offset = left!.From; offset < left.To; offset++)
            _unparked.Add(Record(0, offset));
        _unparked.EndAgain(left.To);
        Assert.Null(_unparked.BeginAgain());
        Assert.False(waiting.IsCompleted);
        Assert.Equal(Left, await ParkAsync());
        await waiting;
    }

    [Fact]
    public async Task What_was_left_is_read_again_no_more_at_once_than_has_a_place_and_holds_nobody_back_when_it_is_gone()
    {
        for (var offset = 0; offset < 4 * UnparkedRecords.Most; offset++)
            _unparked.Add(Record(0, offset));
        for (var parked = 0; parked < UnparkedRecords.Most;)
            parked += await ParkAsync();
        Assert.Equal(new(0, UnparkedRecords.Most, 2 * UnparkedRecords.Most), _unparked.BeginAgain());

        // A trial that failed is begun again.
        Assert.Equal(new(0, UnparkedRecords.Most, 2 * UnparkedRecords.Most), _unparked.BeginAgain());
        _unparked.EndAgain(5 * UnparkedRecords.Most);
        await _unparked.UntilParkedAsync(partition: 0, below: long.MaxValue, Token);
    }

    [Fact]
    public Task Each_is_parked_and_no_position_passes_it_before_however_many_come_and_however_far_they_are_read_again() => Step.List[1, 30].SampleAsync(async steps =>
    {
        var (unparked, parked, come) = (new UnparkedRecords(), new HashSet<long>(), 0L);

        async Task TurnAsync(double share)
        {
            if (await unparked.NextAsync(Token) is { Length: > 0 } batch)
            {
                parked.UnionWith(batch.Select(record => record.Offset));
                unparked.Parked(batch.Length);
            }
            else if (unparked.BeginAgain() is { } left)
            {
                var readTo = left.From + 1 + (long)(share * (left.To - left.From - 1));
                for (var offset = left.From; offset < readTo; offset++)
                    unparked.Add(Record(0, offset));

                // Who reads the newest goes on meanwhile.
                unparked.Add(Record(0, come++));
                unparked.EndAgain(readTo);
            }
        }

        foreach (var (more, turns, share) in steps)
        {
            for (var last = come + more; come < last; come++)
                unparked.Add(Record(0, come));
            for (var turn = 0; turn < turns && parked.Count < come; turn++)
                await TurnAsync(share);
            var firstUnparked = Enumerable.Range(0, (int)come).Select(offset => (long)offset).FirstOrDefault(offset => !parked.Contains(offset), come);
            Assert.Equal(firstUnparked == come, unparked.UntilParkedAsync(0, firstUnparked + 1, Token).AsTask().IsCompleted);
        }

        for (var turn = 0; parked.Count < come; turn++)
        {
            Assert.True(turn < 10_000, "Some are never parked.");
            await TurnAsync(share: 1);
        }
    }, iter: 100);

    private async Task<int> ParkAsync()
    {
        var batch = await _unparked.NextAsync(Token);
        _unparked.Parked(batch.Length);
        return batch.Length;
    }

    private static UnreadableRecord Record(int partition, long offset)
        => new() { Partition = partition, Offset = offset, Cause = "it is none", Since = DateTimeOffset.UnixEpoch, Key = [], Value = [], ValueLength = 0 };
}
