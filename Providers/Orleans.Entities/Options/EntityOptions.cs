namespace Orleans.Configuration;

/// <summary>How entities gather, write and give up.</summary>
public sealed class EntityOptions
{
    /// <summary>The most calls that wait for one entity; more are refused with <c>EntityOverloadedException</c>. At least 1.</summary>
    public int MaxWaitingCalls { get; set; } = 10_000;

    /// <summary>The most bytes of rows and events that gather for one write; also bounded by the store's limits. At least 1.</summary>
    public int MaxGatheredBytes { get; set; } = 1 << 20;

    /// <summary>
    /// What the activations of a silo may remember of their rows, in bytes, about; one alone remembers at most 16 KiB. What is remembered
    /// is not read again from the store. 0: nothing is.
    /// </summary>
    public long RememberedRowBytes { get; set; } = 128 << 20;

    /// <summary>How long a hint waits for company before it flies by itself.</summary>
    public TimeSpan LazyDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long one write may take to settle, repetitions included; then the activation is given up. A call can wait for two
    /// writes, so twice this is less than the callers' response time-out.
    /// </summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often entities with open work are looked at; those without progress since the last time are resumed.</summary>
    public TimeSpan ResumePeriod { get; set; } = TimeSpan.FromSeconds(5);
}
