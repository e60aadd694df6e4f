using System.Buffers;
using Orleans.Storage;

namespace Orleans.Persistence.Cassandra;

/// <summary>Where a serializer that streams writes a state.</summary>
internal sealed class StateBuffer(int limit) : WriteOnlyStream(limit)
{
    private const int FirstSize = 4 << 10;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _kept;

    /// <summary>What was written, if it is within the limit. Valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _kept);

    protected override void Keep(ReadOnlySpan<byte> bytes)
    {
        EnsureRoom(_kept + bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_kept));
        _kept += bytes.Length;
    }

    protected override void Dispose(bool disposing)
    {
        ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _bytes, []));
        base.Dispose(disposing);
    }

    private void EnsureRoom(int length)
    {
        if (length <= _bytes.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, 2 * _bytes.Length));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
