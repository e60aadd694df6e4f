namespace Orleans.Entities;

/// <summary>A place in an <see cref="Arena"/>.</summary>
internal readonly record struct ArenaMark(byte[] Chunk, int End);
