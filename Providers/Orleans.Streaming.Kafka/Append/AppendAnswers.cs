using System.Collections.Concurrent;

namespace Orleans.Streaming.Kafka.Append;

/// <summary>
/// Tells callers of appends that have ended, many in one turn of the thread pool: acknowledgements come in batches, and a turn for each would
/// wake threads that find nothing left.
/// </summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class AppendAnswers : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<PendingAppend> _ended = new();
    private int _isDue;

    public void Add(PendingAppend append)
    {
        _ended.Enqueue(append);
        HaveTurn();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Exchange(ref _isDue, 0);
        if (!_ended.TryDequeue(out var append))
            return;

        // A caller may hold this thread up: what is left then goes on in the next turn.
        if (!_ended.IsEmpty)
            HaveTurn();
        do
        {
            append.Answer();
        }
        while (_ended.TryDequeue(out append));
    }

    private void HaveTurn()
    {
        if (Interlocked.Exchange(ref _isDue, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
