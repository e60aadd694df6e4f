using System.Buffers;
using Orleans.Entities.Moving;

namespace Orleans.Entities;

/// <summary>
/// Writes everything of a store, and of what stands beside it, into a folder. Ended at any moment and run again, it goes on where it was,
/// unless the store was written to meanwhile: then it begins anew.
/// </summary>
/// <param name="store">The store; no silo may run on it.</param>
/// <param name="parts">What stands beside it.</param>
/// <param name="progress">Hears how far it is, after each chunk.</param>
public sealed class EntityExporter(IMovableStore store, IReadOnlyList<IMovablePart> parts, IProgress<MoveProgress> progress)
{
    // What a run that is ended does anew.
    internal const int DefaultChunkBytes = 16 << 20;

    /// <summary>At which length a chunk ends, in bytes.</summary>
    internal int ChunkBytes { get; init; } = DefaultChunkBytes;

    /// <summary>Exports.</summary>
    /// <param name="path">The folder: empty or not there, or one in which this export has begun.</param>
    /// <param name="cancellationToken">Ends it; what is whole stays.</param>
    /// <exception cref="MoveRefusedException">The folder holds something else or cannot be written, or there is nothing to export.</exception>
    /// <exception cref="EntityStoreException">The store cannot be opened or read.</exception>
    public async Task ExportAsync(string path, CancellationToken cancellationToken = default)
    {
        using var folder = MoveFolder.Take(path, create: true);
        try
        {
            await ExportAsync(folder, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MoveRefusedException($"The export cannot be written to '{folder}' ({e.Message.TrimEnd('.')}): make room there and run it again, and it goes on.", e);
        }
    }

    private async Task ExportAsync(MoveFolder folder, CancellationToken cancellationToken)
    {
        var earlier = folder.ReadBeginning();
        if (earlier is null)
            folder.CheckUnused();
        if (folder.ReadManifest() is { } whole)
        {
            // Only looked at: who opens it is the next that others follow, and would have to be written down in what is whole.
            if (earlier is null || !IsOneOf(earlier, await store.StatesAsync(cancellationToken)))
                throw new MoveRefusedException($"The folder '{folder}' holds an export that is whole, of another store or of another moment: give an empty folder.");
            progress.Report(new MoveSums(whole.Sums).ToProgress(MovePhase.Done));
            return;
        }

        await using var source = await store.OpenSourceAsync(cancellationToken);
        var isSame = earlier is not null && earlier.LogId == source.Log.LogId && IsOneOf(earlier, source.Follows);
        if (earlier is not null && !isSame)
        {
            progress.Report(new MoveSums().ToProgress(MovePhase.BeginningAnew));
            folder.DeleteFrom(1);
        }

        var beginning = isSame ? earlier! : new MoveBeginning(ChunkFormat.Version, Guid.NewGuid(), source.Log.LogId, source.Log.PartitionCount, []);
        beginning = beginning with { States = [.. beginning.States.Union([source.State, .. parts.Select(StateOf)])] };
        folder.Write(beginning);

        var (sums, chunks) = (new MoveSums(), new List<MoveChunk>());
        var last = Resume(folder, beginning.Id, sums, chunks);
        if (last is not null)
            progress.Report(sums.ToProgress(MovePhase.Resuming));
        await WriteAsync(folder, beginning.Id, new RecordStream(source, parts).ReadAsync(last, cancellationToken), sums, chunks);
        folder.Write(new MoveManifest(beginning.Id, chunks, sums.All));
        progress.Report(sums.ToProgress(MovePhase.Done));
    }

    private bool IsOneOf(MoveBeginning earlier, IReadOnlyList<string> states)
        => states.Count > 0 && states.Concat(parts.Select(StateOf)).All(earlier.States.Contains);

    private static string StateOf(IMovablePart part) => $"{part.Name}: {part.State}";

    /// <summary>Reads the chunks of earlier runs, up to the first that a crash of the machine has left damaged.</summary>
    /// <returns>The last record that is there.</returns>
    private static MoveRecord? Resume(MoveFolder folder, Guid export, MoveSums sums, List<MoveChunk> chunks)
    {
        MoveRecord? last = null;
        while (File.Exists(folder.Chunk(chunks.Count + 1)))
        {
            try
            {
                // Twice, for a damaged one must not be counted in part.
                foreach (var _ in ChunkReader.Read(folder, export, chunks.Count + 1, static _ => { }))
                {
                }
            }
            catch (MoveRefusedException)
            {
                break;
            }

            foreach (var (record, bytes) in ChunkReader.Read(folder, export, chunks.Count + 1, chunks.Add))
            {
                sums.Add(record, bytes.Span);
                last = record;
            }
        }

        folder.DeleteFrom(chunks.Count + 1);
        return last;
    }

    private async Task WriteAsync(MoveFolder folder, Guid export, IAsyncEnumerable<MoveRecord> records, MoveSums sums, List<MoveChunk> chunks)
    {
        var encoded = new ArrayBufferWriter<byte>();
        ChunkWriter? chunk = null;
        try
        {
            await foreach (var record in records)
            {
                encoded.ResetWrittenCount();
                RecordCodec.Write(encoded, record);
                chunk ??= new ChunkWriter(folder, export, chunks.Count + 1);
                chunk.Add(encoded.WrittenSpan);
                sums.Add(record, encoded.WrittenSpan);
                if (chunk.Bytes >= ChunkBytes)
                {
                    chunks.Add(chunk.Complete());
                    chunk = null;
                    progress.Report(sums.ToProgress(MovePhase.Moving));
                }
            }

            if (chunk is not null)
                chunks.Add(chunk.Complete());
        }
        finally
        {
            chunk?.Dispose();
        }
    }
}
