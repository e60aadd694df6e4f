using Orleans.Entities;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka.Positions;

/// <summary>
/// What the log was when it was opened first, among the positions of readers: as the one of a reader whose name no other has. By it a log is known
/// whose positions are gone, or whose entities are in other partitions than before, though nobody was there to see it.
/// </summary>
/// <param name="Log">The id of the events' topic.</param>
/// <param name="Partitions">How many partitions it had.</param>
internal sealed record LogMark(Guid Log, long Partitions)
{
    /// <summary>The name of that reader, which is in partition 0.</summary>
    public const string Reader = "$log";

    /// <summary>Whether a log can have been so that is now as the topic is: one and the same topic never has fewer partitions than before.</summary>
    public bool CanHaveBecome(LogTopic topic) => Log != topic.Id || (Partitions > 0 && Partitions <= topic.Partitions);

    /// <summary>The mark of a topic as it is.</summary>
    public static LogMark Of(LogTopic topic) => new(topic.Id, topic.Partitions);

    /// <summary>The mark that a position is.</summary>
    public static LogMark? Of(LogPosition? position) => position is null ? null : new(position.LogId, position.Next);

    /// <summary>The mark as a position.</summary>
    public LogPosition ToPosition() => new(Log, Partitions, null);
}
