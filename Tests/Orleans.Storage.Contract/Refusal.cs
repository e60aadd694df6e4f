namespace Orleans.Storage.Contract;

/// <summary>What is beyond a store's bounds is stored right, or refused clearly: never cut, never confused, never half stored.</summary>
public static class Refusal
{
    // A refusal that repeats a name of 60 KB fills the log of whoever asked.
    private const int LongestMessage = 2_000;

    /// <summary>True when the call was taken, false when it was refused as it should be.</summary>
    public static async Task<bool> WasTakenAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (ArgumentException refusal)
        {
            Assert.InRange(refusal.Message.Length, 1, LongestMessage);
            return false;
        }
    }
}
