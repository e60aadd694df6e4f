using System.Buffers.Binary;

namespace Orleans.Entities.RocksDb.Layout;

/// <summary>That a store is or was filled by an import: the value of <see cref="StoreLayout.ImportKey"/>.</summary>
/// <param name="Export">What it is filled with.</param>
/// <param name="Chunks">How much of that is in it.</param>
/// <param name="IsFinished">Whether it may be used.</param>
internal sealed record ImportMark(Guid Export, int Chunks, bool IsFinished)
{
    internal const int Bytes = 1 + 1 + 16 + 4;

    internal static ImportMark Read(ReadOnlySpan<byte> value)
    {
        var reader = new RecordReader(value, "import");
        var finished = reader.Byte() != 0;
        return new ImportMark(reader.Guid(), (int)reader.UInt32(), finished);
    }

    internal void Write(Span<byte> value)
    {
        value[0] = StoreLayout.RecordFormat;
        value[1] = IsFinished ? (byte)1 : (byte)0;
        Export.TryWriteBytes(value[2..]);
        BinaryPrimitives.WriteInt32LittleEndian(value[18..], Chunks);
    }
}
