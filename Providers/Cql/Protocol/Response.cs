using System.Buffers;
using System.Collections.Concurrent;
using Cql.Protocol.Framing;

namespace Cql.Protocol;

/// <summary>One answer or event as it came: a header and a body in rented bytes. Whoever gets it disposes it, once.</summary>
internal sealed class Response : IDisposable
{
    private const int MaxPooled = 4096;

    private static readonly ConcurrentQueue<Response> Pool = new();
    private static int _pooled;

    private byte[] _bytes = [];
    private bool _isRented;

    private Response() { }

    public EnvelopeHeader Header { get; private set; }

    /// <summary>What it is.</summary>
    public Opcode Opcode => Header.Opcode;

    /// <summary>How many bytes the body has.</summary>
    public int Length => Header.BodyLength;

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body => _bytes.AsSpan(0, Header.BodyLength);

    /// <summary>The body; valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> BodyMemory => _bytes.AsMemory(0, Header.BodyLength);

    /// <summary>The body, for whom fills it.</summary>
    public Span<byte> Writable => _bytes.AsSpan(0, Header.BodyLength);

    public static Response Rent(EnvelopeHeader header)
    {
        if (Pool.TryDequeue(out var response))
            Interlocked.Decrement(ref _pooled);
        else
            response = new Response();
        response.Header = header;
        response._bytes = header.BodyLength == 0 ? [] : ArrayPool<byte>.Shared.Rent(header.BodyLength);
        response._isRented = true;
        return response;
    }

    public void Dispose()
    {
        if (!_isRented)
            return;
        _isRented = false;
        var bytes = _bytes;
        _bytes = [];
        Header = default;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
        if (Interlocked.Increment(ref _pooled) <= MaxPooled)
            Pool.Enqueue(this);
        else
            Interlocked.Decrement(ref _pooled);
    }
}
