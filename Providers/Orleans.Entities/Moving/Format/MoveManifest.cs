namespace Orleans.Entities.Moving;

/// <summary>What is written of an export last: all that it holds.</summary>
/// <param name="Id">The export's id.</param>
/// <param name="Chunks">Its chunks, in order.</param>
/// <param name="Sums">How many records of each kind, and their sums.</param>
internal sealed record MoveManifest(Guid Id, IReadOnlyList<MoveChunk> Chunks, IReadOnlyDictionary<string, MoveSum> Sums);
