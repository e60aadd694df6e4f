namespace Marketplace.Silo.Commands;

/// <summary>A process that was to stop has not done so in its time, and ends without what was still to be done, as one that is killed does.</summary>
/// <param name="limit">How long it had.</param>
internal sealed class LateEndException(TimeSpan limit)
    : Exception($"It did not stop in order within {limit.TotalSeconds:0} s and ends as it is: others take over what it has open. What it logged last says what it waited for.");
