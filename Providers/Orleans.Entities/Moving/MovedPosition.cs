namespace Orleans.Entities;

/// <summary>How far a reader of the log has come.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Position">Its position there.</param>
public sealed record MovedPosition(string Reader, int Partition, LogPosition Position) : MoveRecord;
