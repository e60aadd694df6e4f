namespace Orleans.Entities;

/// <summary>How long a reader of the log waits before it tries again.</summary>
/// <param name="First">The pause after the first failure; it doubles with each further one.</param>
/// <param name="Most">The longest pause.</param>
internal readonly record struct ReaderBackOff(TimeSpan First, TimeSpan Most)
{
    public static ReaderBackOff Default { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));

    /// <summary>The pause after so many failures in a row.</summary>
    public TimeSpan After(int failures)
    {
        var pause = First * Math.Pow(2, Math.Min(failures - 1, 20));
        return pause < Most ? pause : Most;
    }
}
