namespace Cql.Connections;

/// <summary>The place of a thread that reads for a connection, and that others may take while it goes on for the one who was answered.</summary>
/// <remarks>
/// <code>
/// Reading ◄─► GoingOn ──taken──► Taken
/// </code>
/// Made by that thread, and safe for use by all. A thread whose place was taken finds that out when it comes back, and reads no more.
/// </remarks>
internal sealed class ReaderPlace
{
    private const int Reading = 0;
    private const int GoingOn = 1;
    private const int Taken = 2;

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private int _state = Reading;
    private int _absences;
    private int _seenAbsences;

    /// <summary>Whether the thread is away.</summary>
    public bool IsVacant => Volatile.Read(ref _state) == GoingOn;

    /// <summary>Whether the thread is the one that asks this.</summary>
    public bool IsOfThisThread => Environment.CurrentManagedThreadId == _thread;

    /// <summary>The thread goes on for somebody. What it has done before, and this, is seen before what it looks at next.</summary>
    public void Leave()
    {
        Volatile.Write(ref _absences, _absences + 1);
        Interlocked.Exchange(ref _state, GoingOn);
    }

    /// <summary>The thread is back.</summary>
    /// <returns>False when its place was taken meanwhile.</returns>
    public bool TryReturn() => Interlocked.CompareExchange(ref _state, Reading, GoingOn) == GoingOn;

    /// <summary>Takes the place of a thread that is away, from any thread.</summary>
    /// <returns>Whether it was, so that the caller has to see to the reading.</returns>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, GoingOn) == GoingOn;

    /// <summary>Takes the place of a thread that has been away since this was last called. Of one caller.</summary>
    public bool TryTakeIfStuck()
    {
        var absences = Volatile.Read(ref _absences);
        var isStuck = absences == _seenAbsences;
        _seenAbsences = absences;
        return isStuck && TryTake();
    }
}
