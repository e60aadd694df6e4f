using System.Net;
using System.Net.Sockets;

namespace Cql.Tests.Wire;

/// <summary>Passes each connection on to the next of some nodes, as the one address of a service does.</summary>
internal sealed class FakeProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IReadOnlyList<FakeNode> _nodes;
    private readonly List<TcpClient> _clients = [];
    private readonly List<Task> _passing = [];
    private readonly Task _accepting;

    public FakeProxy(params IReadOnlyList<FakeNode> nodes)
    {
        _nodes = nodes;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        _clients.ForEach(client => client.Dispose());
        await Task.WhenAll(_passing);
    }

    private async Task AcceptAsync()
    {
        for (var number = 0; ; number++)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync();
                var node = new TcpClient();
                _clients.AddRange([client, node]);
                await node.ConnectAsync(_nodes[number % _nodes.Count].EndPoint);
                _passing.AddRange([PassAsync(client, node), PassAsync(node, client)]);
            }
            catch (Exception e) when (e is SocketException or InvalidOperationException)
            {
                // The end.
                return;
            }
        }
    }

    private static async Task PassAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // One of them has ended it.
        }

        to.Dispose();
    }
}
