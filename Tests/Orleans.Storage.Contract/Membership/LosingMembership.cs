namespace Orleans.Storage.Contract;

/// <summary>A place for members whose answers can be lost on the way.</summary>
public abstract class LosingMembership : MembershipUnderTest
{
    /// <summary>
    /// Loses the answer to the next change that reaches the store, which is <paramref name="stored"/> or is not, and then lets
    /// <paramref name="meanwhile"/> happen before the table can find out.
    /// </summary>
    public abstract void LoseNextAnswer(bool stored, Func<Task> meanwhile);
}
