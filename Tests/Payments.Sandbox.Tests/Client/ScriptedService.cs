using System.Net;
using System.Net.Sockets;

namespace Marketplace.Payments.Sandbox.Tests.Client;

/// <summary>
/// Listens where a service should be, and answers each connection's first bytes with bytes that a test gives; with null it is silent, and
/// where it stalls it is so after them.
/// </summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ScriptedService(Func<byte[]?> answer, bool stalls = false)
    {
        _listener.Start();
        _serving = ServeAsync(answer, stalls);
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Completes when somebody has asked something.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many connections have been made.</summary>
    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<byte[]?> answer, bool stalls)
    {
        while (true)
        {
            using var socket = await _listener.AcceptSocketAsync(_stop.Token);
            Connections++;
            await socket.ReceiveAsync(new byte[64 * 1024], _stop.Token);
            Asked.TrySetResult();
            var bytes = answer();
            await socket.SendAsync(bytes ?? [], _stop.Token);
            if (bytes is null || stalls)
                await Task.Delay(Timeout.Infinite, _stop.Token);
            socket.Shutdown(SocketShutdown.Both);
        }
    }
}
