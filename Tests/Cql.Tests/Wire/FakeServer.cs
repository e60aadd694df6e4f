using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Cql.Tests.Wire;

/// <summary>A listener on loopback that serves each connection as the test says. What goes wrong in the test's part is thrown at the end.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly ConcurrentBag<FakePeer> _peers = [];
    private readonly Func<FakePeer, Task> _serve;
    private readonly Task _accepting;

    private FakeServer(Func<FakePeer, Task> serve, IPEndPoint? at = null)
    {
        (_serve, _listener) = (serve, new TcpListener(at ?? new IPEndPoint(IPAddress.Loopback, 0)));
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>How many connections came.</summary>
    public int Connections => _peers.Count;

    /// <summary>How many of them are still served.</summary>
    public int OpenConnections => _serving.Count(serving => !serving.IsCompleted);

    /// <summary>Ends all connections.</summary>
    public void Drop()
    {
        foreach (var peer in _peers)
            peer.Reset();
    }

    /// <summary>Serves by a script of the test's own, from the first byte.</summary>
    public static FakeServer Start(Func<FakePeer, Task> serve, IPEndPoint? at = null) => new(serve, at);

    /// <summary>Starts connections as a good server does, then goes on by the script.</summary>
    public static FakeServer StartReady(Func<FakePeer, Task> serve) => new(async peer =>
    {
        await peer.StartAsync();
        await serve(peer);
    });

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var peer in _peers)
            peer.Dispose();
        await _accepting;
        await Task.WhenAll(_serving);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync();
            }
            catch (Exception e) when (e is SocketException or InvalidOperationException)
            {
                // The end, which a listener that is asked again tells as one that was never started.
                return;
            }

            socket.NoDelay = true;
            var peer = new FakePeer(socket);
            _peers.Add(peer);
            _serving.Add(Task.Run(() => ServeAsync(peer)));
        }
    }

    private async Task ServeAsync(FakePeer peer)
    {
        try
        {
            await _serve(peer);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client, or the end of the test, closed it.
        }
    }
}
