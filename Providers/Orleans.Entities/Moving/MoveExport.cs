namespace Orleans.Entities;

/// <summary>Which export it is that moves in, and what log it brings.</summary>
/// <param name="Id">The export's id.</param>
/// <param name="LogId">The log's id, which the target's log has afterwards: readers' positions carry it.</param>
/// <param name="Partitions">How many partitions the log has.</param>
public sealed record MoveExport(Guid Id, Guid LogId, int Partitions);
