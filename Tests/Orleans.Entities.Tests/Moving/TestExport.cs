using System.Buffers;
using Orleans.Entities.Moving;

namespace Orleans.Entities.Tests.Moving;

/// <summary>The chunks of an export, in a folder of its own.</summary>
internal sealed class TestExport : IDisposable
{
    private readonly DirectoryInfo _path = Directory.CreateTempSubdirectory("entity-export-");
    private readonly MoveFolder _folder;

    /// <param name="logId">The log's id.</param>
    /// <param name="partitions">Its partitions.</param>
    /// <param name="records">What is exported, in order.</param>
    /// <param name="chunk">How many of them are in a chunk.</param>
    public TestExport(Guid logId, int partitions, IEnumerable<MoveRecord> records, int chunk = int.MaxValue)
    {
        _folder = MoveFolder.Take(_path.FullName, create: true);
        var beginning = new MoveBeginning(ChunkFormat.Version, Guid.NewGuid(), logId, partitions, []);
        var encoded = new ArrayBufferWriter<byte>();
        var chunks = 0;
        foreach (var together in records.Chunk(chunk))
        {
            using var writer = new ChunkWriter(_folder, beginning.Id, ++chunks);
            foreach (var record in together)
            {
                encoded.ResetWrittenCount();
                RecordCodec.Write(encoded, record);
                writer.Add(encoded.WrittenSpan);
            }

            writer.Complete();
        }

        Log = new ExportedLog(_folder, beginning, chunks);
    }

    public ExportedLog Log { get; }

    /// <summary>The file of a chunk.</summary>
    public string Chunk(int number) => _folder.Chunk(number);

    public void Dispose()
    {
        _folder.Dispose();
        _path.Delete(recursive: true);
    }
}
