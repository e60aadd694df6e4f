namespace Marketplace.Silo.Cluster;

/// <summary>
/// Sends a call again that a silo rejected since it is about to end: others may think for a moment after it has given its grains up that they
/// are still there. By the rejection they know better. Such a call was not begun, so it may be any.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RejectedCallRetry(TimeProvider time) : IOutgoingGrainCallFilter
{
    private const int Attempts = 5;

    // Orleans has no type of its own for it. Another text is not retried: "connection terminated" may have been begun.
    private const string Stopping = "Silo stopping";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public Task Invoke(IOutgoingGrainCallContext context) => context.SendAgainAsync(
        static error => error is OrleansMessageRejectionException && error.Message.StartsWith(Stopping, StringComparison.Ordinal), Attempts, Pause, time);
}
