using System.Buffers;

namespace Orleans.Persistence.Cassandra;

/// <summary>Where a serializer that streams writes a state.</summary>
/// <remarks>What is beyond the limit is counted and not kept, so that whoever is refused hears how large it was.</remarks>
internal sealed class StateBuffer(int limit) : Stream
{
    private const int FirstSize = 4 << 10;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>What was written, if it is within the limit. Valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, (int)Math.Min(_length, limit));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_length + buffer.Length <= limit)
        {
            EnsureRoom((int)_length + buffer.Length);
            buffer.CopyTo(_bytes.AsSpan((int)_length));
        }

        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write(new ReadOnlySpan<byte>(ref value));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

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
        _bytes.AsSpan(0, (int)_length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
