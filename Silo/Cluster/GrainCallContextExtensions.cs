namespace Marketplace.Silo.Cluster;

/// <summary>Calls that are sent more than once.</summary>
internal static class GrainCallContextExtensions
{
    /// <summary>Sends a call until it does not fail as it may, or has failed so often: the pause before each attempt is longer than the one before it.</summary>
    /// <param name="context">The call.</param>
    /// <param name="mayBeSentAgain">Of a failure: whether the call was not begun, or is the same however often it is.</param>
    /// <param name="attempts">How often it is sent at most.</param>
    /// <param name="pause">After the first attempt; after the second twice that, and so on.</param>
    /// <param name="time">What pauses are measured by.</param>
    public static async Task SendAgainAsync(this IOutgoingGrainCallContext context, Func<OrleansException, bool> mayBeSentAgain, int attempts, TimeSpan pause, TimeProvider time)
    {
        for (var attempt = 1; attempt < attempts; attempt++)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (OrleansException error) when (mayBeSentAgain(error))
            {
                await Task.Delay(pause * attempt, time);
            }
        }

        await context.Invoke();
    }
}
