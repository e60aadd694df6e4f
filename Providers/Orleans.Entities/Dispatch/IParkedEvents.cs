namespace Orleans.Entities;

/// <summary>The events that targets of one dispatcher refused; the grain's key is the dispatcher's name. For operators.</summary>
/// <remarks>
/// What is tried again goes to its target outside of the log's order, and again though it may have been delivered meanwhile: the
/// target recognises what it has seen.
/// </remarks>
[Alias("Orleans.Entities.IParkedEvents")]
public interface IParkedEvents : IGrainWithStringKey
{
    /// <summary>Lists parked events in the order of their ids.</summary>
    /// <param name="after">Where to go on (<see cref="ParkedEventPage.Next"/>); null: from the first.</param>
    /// <param name="limit">The most to answer, 1 to 200.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside its range.</exception>
    [Alias("List")]
    Task<ParkedEventPage> ListAsync(string? after, int limit);

    /// <summary>Delivers a parked event once more.</summary>
    [Alias("Retry")]
    Task<ParkedRetryOutcome> RetryAsync(string id);

    /// <summary>Gives a parked event up for ever; false when there is none.</summary>
    [Alias("Skip")]
    Task<bool> SkipAsync(string id);
}
