using System.Buffers;
using Orleans.Entities.Moving;

namespace Orleans.Entities;

/// <summary>
/// Brings an export into a store and what stands beside it, and compares both in the end. Ended at any moment and run again, it goes on
/// where it was; nothing is written twice.
/// </summary>
/// <param name="store">The store; no silo may run on it, and until the import is whole it refuses to be used.</param>
/// <param name="parts">What stands beside it.</param>
/// <param name="progress">Hears how far it is, after each chunk.</param>
public sealed class EntityImporter(IMovableStore store, IReadOnlyList<IMovablePart> parts, IProgress<MoveProgress> progress)
{
    internal const int RecordsAtOnce = 1_024;
    internal const int BytesAtOnce = 1 << 20;
    private const int ReportEvery = 100_000;

    /// <summary>Imports.</summary>
    /// <param name="path">The folder of an export that is whole.</param>
    /// <param name="begin">Called once the target has taken the export, before anything is written: what is made of the log is to be thrown away.</param>
    /// <param name="cancellationToken">Ends it; what is written stays.</param>
    /// <exception cref="MoveRefusedException">The export is damaged, not whole or of a newer format, or the target holds something else.</exception>
    /// <exception cref="EntityStoreException">The store cannot be opened, read or written now.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public async Task ImportAsync(string path, Action begin, CancellationToken cancellationToken = default)
    {
        using var folder = MoveFolder.Take(path, create: false);
        if (folder.ReadBeginning() is not { } beginning)
            throw new MoveRefusedException($"The folder '{folder}' holds no export: give the one that was exported to.");
        if (folder.ReadManifest() is not { } manifest)
            throw new MoveRefusedException($"The export in '{folder}' is not whole: run the export again, and it goes on.");
        var expected = new MoveSums(manifest.Sums);

        // Before anything is written, and not when the first of them comes, which is last.
        foreach (var name in expected.Parts)
            PartOf(name);
        await using var target = await store.OpenTargetAsync(beginning.Export, cancellationToken);
        if (target.IsFinished)
        {
            progress.Report(expected.ToProgress(MovePhase.Done));
            return;
        }

        begin();
        if (target.Chunks > 0)
            progress.Report(new MoveSums().ToProgress(MovePhase.Resuming));
        var sums = new MoveSums();
        var renumbered = target.Log.LogId == beginning.LogId ? null : new RenumberedLog(
            new ExportedLog(folder, beginning, manifest.Chunks.Count), target, sums, () => progress.Report(sums.ToProgress(MovePhase.Moving)));
        foreach (var chunk in manifest.Chunks.Skip(target.Chunks))
        {
            await WriteAsync(folder, manifest.Id, chunk, target, withLog: renumbered is null, sums, cancellationToken);
            await target.SaveAsync(chunk.Number, cancellationToken);
            progress.Report(sums.ToProgress(MovePhase.Moving));
        }

        if (renumbered is not null)
        {
            expected = expected.With(await renumbered.MoveAsync(cancellationToken));
            if (new MoveSums(manifest.Sums).Log.DifferenceTo(sums.Log) is { } difference)
                throw new MoveRefusedException($"The export in '{folder}' holds another log than its manifest tells of ({difference}): take another copy of it, or export again.");
        }

        await VerifyAsync(target, expected, cancellationToken);
        await target.FinishAsync(cancellationToken);
        progress.Report(expected.ToProgress(MovePhase.Done));
    }

    private async Task WriteAsync(
        MoveFolder folder, Guid export, MoveChunk chunk, IMoveTarget target, bool withLog, MoveSums sums, CancellationToken cancellationToken)
    {
        var (records, bytes) = (new List<MoveRecord>(), 0);
        MoveChunk? found = null;
        foreach (var (record, encoded) in ChunkReader.Read(folder, export, chunk.Number, end => found = end))
        {
            if (!withLog && record is MovedPartition or MovedEvent or MovedPosition)
                continue;
            sums.Add(record, encoded.Span);
            if (records.Count > 0 && (record is MovedValue) != (records[0] is MovedValue))
                await FlushAsync();
            records.Add(record);
            bytes += encoded.Length;
            if (records.Count >= RecordsAtOnce || bytes >= BytesAtOnce)
                await FlushAsync();
        }

        await FlushAsync();
        if (found != chunk)
            throw folder.Damaged(Path.GetFileName(folder.Chunk(chunk.Number)), "it is whole, and not what the manifest tells of it");

        async Task FlushAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (records.Count > 0)
                await WriteAsync(records, target, cancellationToken);
            records.Clear();
            bytes = 0;
        }
    }

    private async Task WriteAsync(List<MoveRecord> records, IMoveTarget target, CancellationToken cancellationToken)
    {
        if (records[0] is not MovedValue)
        {
            await target.WriteAsync(records, cancellationToken);
            return;
        }

        foreach (var values in records.Cast<MovedValue>().GroupBy(value => value.Part, StringComparer.Ordinal))
            await PartOf(values.Key).WriteAsync([.. values], cancellationToken);
    }

    private IMovablePart PartOf(string name) => parts.FirstOrDefault(part => part.Name == name)
        ?? throw new MoveRefusedException($"The export holds '{name}', and this program keeps nothing of that name: configure what it is for.");

    private async Task VerifyAsync(IMoveTarget target, MoveSums expected, CancellationToken cancellationToken)
    {
        var (sums, count) = (new MoveSums(), 0L);
        var encoded = new ArrayBufferWriter<byte>();
        await foreach (var record in new RecordStream(target, parts).ReadAsync(null, cancellationToken))
        {
            encoded.ResetWrittenCount();
            RecordCodec.Write(encoded, record);
            sums.Add(record, encoded.WrittenSpan);
            if (++count % ReportEvery == 0)
                progress.Report(sums.ToProgress(MovePhase.Verifying));
        }

        progress.Report(sums.ToProgress(MovePhase.Verifying));
        if (expected.DifferenceTo(sums) is { } difference)
        {
            throw new MoveRefusedException(
                $"What is in the target is not what was exported ({difference}): the target is not used; empty it, and import again.");
        }
    }
}
