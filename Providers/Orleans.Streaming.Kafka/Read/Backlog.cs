using Orleans.Entities;
using Orleans.Streaming.Kafka.Parking;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>What is older than the memory of newest events, for readers that are behind: sought in the topic, a piece at a time.</summary>
/// <remarks>
/// Pieces are kept for a while, within a number of bytes: many readers that are behind at the same place share them. A few seekers serve
/// all, so that any lag costs only so much memory and so many connections. Safe for use by many threads.
/// </remarks>
internal sealed class Backlog(Func<Seeker> make, int partitions, long maxBytes) : IAsyncDisposable
{
    private const int MaxSeekers = 2;

    private readonly SemaphoreSlim[] _one = [.. Enumerable.Range(0, partitions).Select(_ => new SemaphoreSlim(1))];
    private readonly SemaphoreSlim _seats = new(MaxSeekers);
    private readonly Lock _lock = new();
    private readonly List<Seeker> _idle = [];
    private readonly List<Seeker> _all = [];
    private bool _isEnded;

    // The one that was used last is the last.
    private readonly List<BacklogChunk> _chunks = [];
    private long _bytes;
    private int _replaced;

    /// <summary>How many seekers were given up.</summary>
    public int Replaced => Volatile.Read(ref _replaced);

    /// <summary>A piece that begins at an offset or holds it.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">The offset.</param>
    /// <param name="until">Where the piece may end, since the rest is known.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LogTruncatedException">There is no such offset any more.</exception>
    /// <exception cref="EntityStoreException">Kafka does not answer.</exception>
    public async ValueTask<BacklogChunk> ReadAsync(int partition, long offset, long until, CancellationToken cancellationToken)
    {
        if (Find(partition, offset) is { } held)
            return held;
        await _one[partition].WaitAsync(cancellationToken);
        try
        {
            if (Find(partition, offset) is { } sought)
                return sought;
            var chunk = await SeekAsync(partition, offset, until, parksAgain: false, cancellationToken);
            Keep(chunk);
            return chunk;
        }
        finally
        {
            _one[partition].Release();
        }
    }

    /// <summary>Reads records again that were left when too many waited to be parked, and has them taken in; readers get nothing of it.</summary>
    /// <returns>How far, which may be short of all.</returns>
    /// <exception cref="LogTruncatedException">The first of them is there no more.</exception>
    /// <exception cref="EntityStoreException">Kafka does not answer.</exception>
    public async Task<long> ReadAgainAsync(LeftRecords left, CancellationToken cancellationToken)
        => (await SeekAsync(left.Partition, left.From, left.To, parksAgain: true, cancellationToken)).To;

    // Whoever waits for a seat has it as soon as those before are done, and hears that it is over.
    public async ValueTask DisposeAsync()
    {
        Seeker[] all;
        lock (_lock)
            (all, _isEnded) = ([.. _all], true);
        await Task.WhenAll(all.Select(seeker => seeker.DisposeAsync().AsTask()));
    }

    private async ValueTask<BacklogChunk> SeekAsync(int partition, long offset, long until, bool parksAgain, CancellationToken cancellationToken)
    {
        await _seats.WaitAsync(cancellationToken);
        Seeker? seeker = null;
        try
        {
            seeker = Take(partition, offset);
            return await seeker.ReadAsync(partition, offset, until, parksAgain, cancellationToken);
        }
        catch (Exception e) when (seeker is not null && e is not (LogTruncatedException or OperationCanceledException))
        {
            GiveUp(seeker);
            seeker = null;
            throw;
        }
        finally
        {
            if (seeker is not null)
            {
                lock (_lock)
                    _idle.Add(seeker);
            }

            _seats.Release();
        }
    }

    // One was seen that found no broker after all were back. It ends by itself, which may take it a while.
    private void GiveUp(Seeker seeker)
    {
        lock (_lock)
            _all.Remove(seeker);
        Interlocked.Increment(ref _replaced);
        _ = seeker.DisposeAsync().AsTask();
    }

    private Seeker Take(int partition, long offset)
    {
        lock (_lock)
        {
            if (_isEnded)
                throw new EntityStoreException("The log is closed.");
            var index = _idle.FindIndex(seeker => seeker.At == (partition, offset));
            if (index < 0 && _all.Count < MaxSeekers)
            {
                var made = make();
                _all.Add(made);
                return made;
            }

            var taken = _idle[Math.Max(index, 0)];
            _idle.Remove(taken);
            return taken;
        }
    }

    private BacklogChunk? Find(int partition, long offset)
    {
        lock (_lock)
        {
            var index = _chunks.FindIndex(chunk => chunk.Holds(partition, offset));
            if (index < 0)
                return null;
            var found = _chunks[index];
            _chunks.RemoveAt(index);
            _chunks.Add(found);
            return found;
        }
    }

    private void Keep(BacklogChunk chunk)
    {
        lock (_lock)
        {
            _chunks.Add(chunk);
            for (_bytes += chunk.Bytes; _bytes > maxBytes; _chunks.RemoveAt(0))
                _bytes -= _chunks[0].Bytes;
        }
    }
}
