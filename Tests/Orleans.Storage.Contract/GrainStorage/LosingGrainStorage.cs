namespace Orleans.Storage.Contract;

/// <summary>A place for grain state whose answers can be lost on the way.</summary>
public abstract class LosingGrainStorage : GrainStorageUnderTest
{
    /// <summary>
    /// Loses the answer to the next write that reaches the store, which is <paramref name="stored"/> or is not, and then lets
    /// <paramref name="meanwhile"/> happen before the storage can find out.
    /// </summary>
    public abstract void LoseNextAnswer(bool stored, Func<Task> meanwhile);
}
