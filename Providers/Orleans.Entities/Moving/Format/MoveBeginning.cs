namespace Orleans.Entities.Moving;

/// <summary>What is written of an export before anything else.</summary>
/// <param name="Format">The format of the whole.</param>
/// <param name="Id">The export's id.</param>
/// <param name="LogId">The id of the log.</param>
/// <param name="Partitions">The log's partitions.</param>
/// <param name="States">What the source was at each run: one that follows upon another state may not go on with these chunks.</param>
internal sealed record MoveBeginning(uint Format, Guid Id, Guid LogId, int Partitions, IReadOnlyList<string> States)
{
    public MoveExport Export => new(Id, LogId, Partitions);
}
