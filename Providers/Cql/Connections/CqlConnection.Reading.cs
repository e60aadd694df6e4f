using System.Net.Sockets;

namespace Cql.Connections;

// Where the bytes of a connection are not encrypted a thread of its own reads them, which sleeps in the kernel until they come. Read by way of
// the thread pool each answer wakes a thread that looks for other work until the next one comes: with one caller, who asks when it is
// answered, that is most of what a request costs. And as long as there is only one caller this thread goes on for it, instead of waking another.
//
//   reads ──answer to the only request──► goes on for the one who asked ──► reads
//                                            │
//                                            └──meanwhile another asks, or it does not come back──► a new thread reads, this one ends
internal sealed partial class CqlConnection
{
    // As many answers, each to the only request, tell that there is one caller.
    private const int EnoughInARow = 64;
    private const int MaxReaders = 64;

    // After a caller that kept the thread until the watch found out: the next one might cost others as much.
    private static readonly TimeSpan Wary = TimeSpan.FromMinutes(1);

    private static int _readers;

    private readonly Socket? _socket;
    private volatile ReaderPlace? _place;
    private int _inARow;
    private long _stuckAt;

    // So that a cluster of a thousand nodes does not take a thousand threads.
    private static bool TryTakeReader()
    {
        if (Interlocked.Increment(ref _readers) <= MaxReaders)
            return true;
        Interlocked.Decrement(ref _readers);
        return false;
    }

    private bool IsWary => Volatile.Read(ref _stuckAt) is not 0 and var at && _settings.Time.GetElapsedTime(at) < Wary;

    private void BeginReading()
        => new Thread(static connection => ((CqlConnection)connection!).Read()) { IsBackground = true, Name = $"CQL {EndPoint}" }.UnsafeStart(this);

    private void Read()
    {
        var place = new ReaderPlace();
        (_place, _inARow) = (place, 0);
        while (TryRead())
        {
            if (_answered is not { } answered)
                continue;
            _answered = null;
            if (!TryGoOn(answered, place))
                return;
        }
    }

    private bool TryRead()
    {
        try
        {
            while (!_socket!.Poll(Timeout.Infinite, SelectMode.SelectRead))
            {
                // A signal of the system came in between.
            }

            TakeIn(_stream.Read(_received.AsSpan(_filled)));
            return true;
        }
        catch (Exception e)
        {
            EndReceiving(e);
            return false;
        }
    }

    /// <returns>Whether this thread still reads.</returns>
    private bool TryGoOn(PendingRequest answered, ReaderPlace place)
    {
        _inARow = _streams.Held <= 1 ? _inARow + 1 : 0;
        if (_inARow < EnoughInARow || IsWary)
        {
            answered.GoOnLater();
            return true;
        }

        place.Leave();

        // Whoever has asked before it could see that the place is vacant is seen here.
        if ((_streams.Held > 1 || !IsOpen) && place.TryReturn())
        {
            answered.GoOnLater();
            return true;
        }

        answered.GoOn();
        return place.TryReturn();
    }

    // After a request has got its id. The one that the thread went away for, and asks again, will send it back to read.
    private void ReadForOneWhoIsAway()
    {
        if (_place is { IsVacant: true } place && (_streams.Held > 1 || !place.IsOfThisThread) && place.TryTake())
            BeginReading();
    }

    private void ReadForOneWhoIsStuck(long now)
    {
        if (_place?.TryTakeIfStuck() != true)
            return;
        Volatile.Write(ref _stuckAt, now);
        BeginReading();
    }
}
