using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Moving;

/// <summary>That a log is or was filled by an import, among the positions of readers: as the one of a reader whose name no other has.</summary>
/// <param name="Export">What it is filled with.</param>
/// <param name="Chunks">How much of that is where it belongs.</param>
/// <param name="IsFinished">Whether the log may be used.</param>
internal sealed record ImportMark(Guid Export, int Chunks, bool IsFinished)
{
    /// <summary>The name of that reader, which is in partition 0.</summary>
    public const string Reader = "$import";

    private const string Done = "done";

    /// <summary>The mark as a position. A position never falls, and so neither does a mark.</summary>
    public LogPosition ToPosition() => new(Export, IsFinished ? long.MaxValue : Chunks + 1, IsFinished ? Done : null);

    /// <summary>The mark that a position is.</summary>
    public static ImportMark? Of(LogPosition? position) => position switch
    {
        null => null,
        { Next: long.MaxValue } => new(position.LogId, 0, IsFinished: true),
        _ => new(position.LogId, (int)(position.Next - 1), IsFinished: false),
    };
}
