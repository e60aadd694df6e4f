namespace Orleans.Entities.Moving;

/// <summary>A chunk as the manifest tells of it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Records">How many records it holds.</param>
/// <param name="Checksum">The checksum of their checksums.</param>
internal sealed record MoveChunk(int Number, long Bytes, uint Records, uint Checksum);
