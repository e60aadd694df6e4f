using System.Net;
using System.Net.Sockets;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>Ports of loopback that nobody listens on, and that no other program of tests is given until this one ends.</summary>
internal static class FreePorts
{
    // Above those that are given out by hand, and below those that a system gives to whoever calls somebody: one of these could be taken
    // between a kill and the next start.
    private const int First = 22_000;
    private const int Last = 32_000;

    private static readonly List<MachineLock> Taken = [];

    public static int[] Take(int count)
    {
        lock (Taken)
            return [.. Enumerable.Range(First, Last - First).Where(TryTake).Take(count)];
    }

    private static bool TryTake(int port)
    {
        if (MachineLock.TryTake($"port-{port}") is not { } taken)
            return false;
        if (IsFree(port))
        {
            Taken.Add(taken);
            return true;
        }

        taken.Dispose();
        return false;
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
