using System.Net;
using System.Net.Sockets;

namespace Marketplace.Benchmarks.Cql.Stub;

/// <summary>
/// A server of the native protocol, v4 and v5, that answers the benchmark's statements out of memory, so that what is measured is the
/// client. <c>cql-stub PORT</c> runs it until its input ends.
/// </summary>
internal sealed class StubServer : IDisposable
{
    private readonly TcpListener _listener;

    private StubServer(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        new Thread(Accept) { IsBackground = true, Name = "accept" }.Start();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Begins to listen on loopback.</summary>
    /// <param name="port">0 for a free one.</param>
    public static StubServer Start(int port = 0) => new(port);

    public static async Task RunAsync(string[] args)
    {
        using var server = Start(args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 0);
        Console.WriteLine(server.EndPoint);
        await Console.In.ReadToEndAsync();
    }

    public void Dispose() => _listener.Dispose();

    // A thread a connection, and blocking calls: the least that a server can spend.
    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.AcceptSocket();
                socket.NoDelay = true;
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "serve" }.Start();
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            // The end.
        }
    }

    private void Serve(Socket socket)
    {
        using (socket)
        using (var connection = new StubConnection(socket, EndPoint))
        {
            try
            {
                connection.Run();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The client closed it.
            }
        }
    }
}
