using Microsoft.Extensions.ObjectPool;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>Sends writes of values with ETags, again and again where that is needed, until it is known what became of them.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class TaggedWriter
{
    // With the buffers that they keep, 4 MiB at most.
    private const int PooledWrites = 256;

    // Well within the time that a grain's caller waits, so that it hears what happened.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly StoreEngine _engine;
    private readonly TimeProvider _time;
    private readonly ObjectPool<TaggedWrite> _writes;

    internal TaggedWriter(StoreEngine engine, TimeProvider time)
    {
        (_engine, _time) = (engine, time);
        _writes = new DefaultObjectPool<TaggedWrite>(new TaggedWritePolicy(() => _writes!), PooledWrites);
    }

    /// <summary>A write, to be discarded in the end.</summary>
    internal TaggedWrite New() => _writes.Get();

    /// <summary>
    /// Sends a write. Of those that the store could not take, and of those whose fate a failing disk left open, it finds out within five
    /// seconds; if it cannot, the answer is <see cref="CommitOutcome.NotApplied"/> or <see cref="CommitOutcome.Unknown"/>.
    /// </summary>
    /// <param name="write">The write. It must not change meanwhile.</param>
    /// <param name="cancellationToken">Ends the waiting for a store that does not answer; a write that is on its way is waited for.</param>
    internal async ValueTask<CommitOutcome> SendAsync(TaggedWrite write, CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var outcome = _engine.TrySubmit(write) ? await write.Task : CommitOutcome.NotApplied;
            if (outcome is CommitOutcome.Committed or CommitOutcome.Conflict)
                return outcome;
            write.MayBeStored |= outcome == CommitOutcome.Unknown;
            if (_time.GetElapsedTime(begun) + pause > Patience)
                return write.MayBeStored ? CommitOutcome.Unknown : CommitOutcome.NotApplied;
            await Task.Delay(pause, _time, cancellationToken);
        }
    }
}
