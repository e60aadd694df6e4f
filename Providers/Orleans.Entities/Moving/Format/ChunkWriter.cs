using System.Buffers.Binary;

namespace Orleans.Entities.Moving;

/// <summary>Writes one chunk: under another name until it is whole and on the disk.</summary>
internal sealed class ChunkWriter : IDisposable
{
    private const int BufferBytes = 256 << 10;

    private readonly string _path;
    private readonly FileStream _file;
    private uint _records;
    private uint _chain;

    /// <exception cref="IOException">It cannot be written.</exception>
    public ChunkWriter(MoveFolder folder, Guid export, int number)
    {
        Number = number;
        _path = folder.Chunk(number);
        _file = new FileStream(folder.Part(number), FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes);
        Span<byte> header = stackalloc byte[ChunkFormat.HeaderBytes];
        ChunkFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], ChunkFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], number);
        export.TryWriteBytes(header[16..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[32..], ChunkFormat.Checksum(header[..32]));
        Write(header);
    }

    public int Number { get; }

    public long Bytes { get; private set; }

    public void Add(ReadOnlySpan<byte> record)
    {
        var checksum = ChunkFormat.Checksum(record);
        Span<byte> prefix = stackalloc byte[ChunkFormat.RecordPrefixBytes];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(prefix[4..], checksum);
        Write(prefix);
        Write(record);
        _records++;
        _chain = ChunkFormat.Chain(_chain, checksum);
    }

    /// <summary>Ends it and gives it its name.</summary>
    public MoveChunk Complete()
    {
        Span<byte> end = stackalloc byte[ChunkFormat.EndBytes];
        BinaryPrimitives.WriteInt32LittleEndian(end, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(end[4..], _records);
        BinaryPrimitives.WriteUInt32LittleEndian(end[8..], _chain);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], ChunkFormat.Checksum(end[4..12]));
        Write(end);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_file.Name, _path, overwrite: true);
        return new MoveChunk(Number, Bytes, _records, _chain);
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // The disk is full, which was said; what is not whole is written anew.
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        Bytes += bytes.Length;
    }
}
