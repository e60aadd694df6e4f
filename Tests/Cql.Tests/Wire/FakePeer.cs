using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Cql.Protocol;

namespace Cql.Tests.Wire;

/// <summary>One connection, seen from the server: it reads requests and sends what the test wants, well or badly.</summary>
internal sealed class FakePeer(Socket socket) : IDisposable
{
    private const int HeaderSize = 9;

    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _gone = new();
    private readonly byte[] _received = new byte[64 << 10];
    private byte[] _raw = [];
    private byte[] _envelopes = [];
    private bool _segments;
    private bool _lz4;

    /// <summary>What the client speaks; 5 until it has spoken.</summary>
    public byte Version { get; private set; } = 5;

    /// <summary>How many bytes leave at once, when they shall leave in pieces.</summary>
    public Func<int>? Piece { get; set; }

    /// <summary>From here on both sides speak in segments.</summary>
    public void UseSegments(bool lz4) => (_segments, _lz4) = (true, lz4);

    /// <summary>Waits for what the test will say, and no longer than there is this connection.</summary>
    public Task WaitForAsync(Task signal) => signal.WaitAsync(_gone.Token);

    /// <summary>The next request; null when the client is gone.</summary>
    public async Task<FakeRequest?> ReadAsync()
    {
        FakeRequest? request;
        while ((request = TakeRequest()) is null)
        {
            int count;
            try
            {
                count = await socket.ReceiveAsync(_received);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return null;
            }

            if (count == 0)
                return null;
            _raw = [.. _raw, .. _received.AsSpan(0, count)];
            TakeFrames();
        }

        Version = request.Version;
        return request;
    }

    /// <summary>Answers OPTIONS and STARTUP, as a server without authentication does, and refuses versions that it does not know.</summary>
    public async Task StartAsync(byte newest = 5)
    {
        while (await ReadAsync() is { } request)
        {
            if (request.Version > newest)
            {
                var refusal = FakeAnswer.Error(request.Stream, 0x000A, $"Invalid or unsupported protocol version ({request.Version}); highest supported is {newest}");
                await SendAsync(refusal with { Version = newest });
                continue;
            }

            if (request.Opcode == Opcode.Options)
            {
                await SendAsync(FakeAnswer.Supported(request.Stream));
                continue;
            }

            Assert.Equal(Opcode.Startup, request.Opcode);
            await SendAsync(FakeAnswer.Ready(request.Stream));
            UseSegmentsAsAsked(request);
            return;
        }
    }

    /// <summary>Speaks in segments when STARTUP was of v5, and compresses when it asked for that.</summary>
    public void UseSegmentsAsAsked(FakeRequest startup)
    {
        if (startup.Version >= 5)
            UseSegments(Encoding.UTF8.GetString(startup.Body).Contains("lz4", StringComparison.Ordinal));
    }

    /// <summary>Answers every further request by its number.</summary>
    public async Task EchoAsync()
    {
        while (await ReadAsync() is { } request)
            await SendAsync(FakeAnswer.To(request));
    }

    /// <summary>Sends envelopes, in one segment when they fit.</summary>
    public Task SendAsync(params FakeAnswer[] answers) => SendRawAsync(Frame(answers));

    /// <summary>What <see cref="SendAsync"/> sends.</summary>
    public byte[] Frame(params FakeAnswer[] answers)
    {
        var envelopes = answers.SelectMany(answer => answer.ToEnvelope(Version)).ToArray();
        return _segments ? FakeSegments.EncodeAll(envelopes, _lz4) : envelopes;
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes)
    {
        await _sending.WaitAsync();
        try
        {
            while (!bytes.IsEmpty)
            {
                var piece = Math.Min(Piece?.Invoke() ?? bytes.Length, bytes.Length);
                await socket.SendAsync(bytes[..piece]);
                bytes = bytes[piece..];
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Closes in good order.</summary>
    public void Dispose()
    {
        _gone.Cancel();
        socket.Dispose();
    }

    /// <summary>Ends by RST.</summary>
    public void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }

        socket.Dispose();
    }

    private void TakeFrames()
    {
        if (!_segments)
        {
            (_envelopes, _raw) = ([.. _envelopes, .. _raw], []);
            return;
        }

        while (FakeSegments.TryDecode(_raw, _lz4, out var size) is { } payload)
            (_envelopes, _raw) = ([.. _envelopes, .. payload], _raw[size..]);
    }

    private FakeRequest? TakeRequest()
    {
        if (_envelopes.Length < HeaderSize)
            return null;
        var end = HeaderSize + BinaryPrimitives.ReadInt32BigEndian(_envelopes.AsSpan(5));
        if (_envelopes.Length < end)
            return null;
        var request = new FakeRequest(
            _envelopes[0], _envelopes[1], BinaryPrimitives.ReadInt16BigEndian(_envelopes.AsSpan(2)), (Opcode)_envelopes[4], _envelopes[HeaderSize..end]);
        _envelopes = _envelopes[end..];
        return request;
    }
}
