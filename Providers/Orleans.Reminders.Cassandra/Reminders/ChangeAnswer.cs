namespace Orleans.Reminders.Cassandra;

/// <summary>What became of a change, and why nothing more is known when it is not.</summary>
internal readonly record struct ChangeAnswer(ChangeOutcome Outcome, Exception? Failure = null);
