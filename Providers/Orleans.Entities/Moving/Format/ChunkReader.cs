using System.Buffers.Binary;

namespace Orleans.Entities.Moving;

/// <summary>Reads a chunk from its beginning to its end, and trusts nothing.</summary>
internal static class ChunkReader
{
    private const int BufferBytes = 256 << 10;

    /// <summary>Its records with their bytes, each in memory of its own.</summary>
    /// <exception cref="MoveRefusedException">It is not there, damaged, of another export or of a newer format.</exception>
    public static IEnumerable<(MoveRecord Record, ReadOnlyMemory<byte> Bytes)> Read(MoveFolder folder, Guid export, int number, Action<MoveChunk> end)
    {
        using var file = Open(folder, number);
        var damaged = (string what) => folder.Damaged(Path.GetFileName(file.Name), what);
        CheckHeader(file, folder, export, number);
        var (records, chain) = (0u, 0u);
        while (true)
        {
            var prefix = Take(file, ChunkFormat.RecordPrefixBytes, damaged);
            var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
            var checksum = BinaryPrimitives.ReadUInt32LittleEndian(prefix.AsSpan(4));
            if (length == 0)
            {
                var rest = Take(file, ChunkFormat.EndBytes - ChunkFormat.RecordPrefixBytes, damaged);
                byte[] counts = [.. prefix.AsSpan(4), .. rest.AsSpan(0, 4)];
                if (BinaryPrimitives.ReadUInt32LittleEndian(rest.AsSpan(4)) != ChunkFormat.Checksum(counts)
                    || checksum != records || BinaryPrimitives.ReadUInt32LittleEndian(rest) != chain)
                    throw damaged("its end does not fit what it holds");
                if (file.Position != file.Length)
                    throw damaged("something is behind its end");
                end(new MoveChunk(number, file.Length, records, chain));
                yield break;
            }

            if (length is < 0 or > ChunkFormat.MaxRecordBytes)
                throw damaged($"a record before byte {file.Position} has no length that can be");
            var bytes = Take(file, length, damaged);
            if (ChunkFormat.Checksum(bytes) != checksum)
                throw damaged($"the record before byte {file.Position} has not the checksum that it was written with");
            records++;
            chain = ChunkFormat.Chain(chain, checksum);
            yield return (Decode(bytes, damaged), bytes);
        }
    }

    private static FileStream Open(MoveFolder folder, int number)
    {
        try
        {
            return new FileStream(folder.Chunk(number), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        }
        catch (FileNotFoundException e)
        {
            throw folder.Damaged(Path.GetFileName(folder.Chunk(number)), "it is not there", e);
        }
    }

    private static void CheckHeader(FileStream file, MoveFolder folder, Guid export, int number)
    {
        var name = Path.GetFileName(file.Name);
        var header = Take(file, ChunkFormat.HeaderBytes, what => folder.Damaged(name, what));
        if (!header.AsSpan(0, 8).SequenceEqual(ChunkFormat.Magic))
            throw folder.Damaged(name, "it is no chunk of an export");
        var format = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        if (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(32)) != ChunkFormat.Checksum(header.AsSpan(0, 32)))
            throw folder.Damaged(name, "its beginning is not as it was written");
        if (format != ChunkFormat.Version)
            throw folder.OfOtherFormat(format);
        if (BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12)) != number || new Guid(header.AsSpan(16, 16)) != export)
            throw folder.Damaged(name, "it belongs to another export, or elsewhere in this one");
    }

    private static MoveRecord Decode(byte[] bytes, Func<string, MoveRefusedException> damaged)
    {
        try
        {
            return RecordCodec.Read(bytes);
        }
        catch (InvalidDataException e)
        {
            throw damaged(e.Message);
        }
    }

    private static byte[] Take(FileStream file, int length, Func<string, MoveRefusedException> damaged)
    {
        var bytes = new byte[length];
        return file.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : throw damaged("it ends too early");
    }
}
