using System.Buffers;

namespace Orleans.Entities;

/// <summary>Pooled memory for what one batch encodes. A finished piece stays where it is until <see cref="Release"/>.</summary>
internal sealed class Arena : IBufferWriter<byte>
{
    private const int FirstChunk = 1024;

    private readonly List<byte[]> _full = [];
    private byte[] _chunk = [];
    private int _start;
    private int _end;

    /// <summary>Ends a piece and starts the next.</summary>
    public ReadOnlyMemory<byte> Cut()
    {
        var piece = _chunk.AsMemory(_start, _end - _start);
        _start = _end;
        return piece;
    }

    /// <summary>Forgets what was written since the last cut.</summary>
    public void Drop() => _end = _start;

    public ArenaMark Mark() => new(_chunk, _end);

    /// <summary>Forgets the pieces since a mark, unless memory was added meanwhile: then it goes with the rest.</summary>
    public void Rewind(ArenaMark mark)
    {
        if (ReferenceEquals(mark.Chunk, _chunk))
            _start = _end = mark.End;
    }

    /// <summary>Gives the memory back: nobody reads the pieces any more.</summary>
    public void Release()
    {
        foreach (var chunk in _full)
            ArrayPool<byte>.Shared.Return(chunk);
        _full.Clear();
        if (_chunk.Length > 0)
            ArrayPool<byte>.Shared.Return(_chunk);
        (_chunk, _start, _end) = ([], 0, 0);
    }

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _chunk.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _chunk.AsSpan(_end);
    }

    private void Reserve(int sizeHint)
    {
        if (_chunk.Length - _end >= Math.Max(sizeHint, 1))
            return;
        var piece = _chunk.AsSpan(_start, _end - _start);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(FirstChunk, _chunk.Length * 2), piece.Length + sizeHint + 1));
        piece.CopyTo(larger);
        if (_chunk.Length > 0)
            _full.Add(_chunk);
        (_chunk, _start, _end) = (larger, 0, piece.Length);
    }
}
