namespace Orleans.Persistence.Cassandra;

/// <summary>What became of a change.</summary>
/// <param name="Outcome">In a word.</param>
/// <param name="Found">What was there in its place, where that is known.</param>
/// <param name="Failure">Why nothing more is known.</param>
internal readonly record struct ChangeAnswer(ChangeOutcome Outcome, StateTag? Found = null, Exception? Failure = null)
{
    public static ChangeAnswer Applied { get; } = new(ChangeOutcome.Applied);

    public static ChangeAnswer Refused(StateTag? found) => new(ChangeOutcome.Refused, found);

    public static ChangeAnswer Unknown(Exception failure) => new(ChangeOutcome.Unknown, Failure: failure);
}
