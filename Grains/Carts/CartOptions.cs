namespace Marketplace.Grains.Carts;

/// <summary>How long carts are kept. Section <c>Marketplace:Carts</c>.</summary>
public sealed class CartOptions
{
    internal static readonly TimeSpan ShortestSweepPeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>Timers go no further.</summary>
    internal static readonly TimeSpan LongestSweepPeriod = TimeSpan.FromDays(24);

    /// <summary>How long a cart that nobody touches is kept. 30 days; more than zero, at most ten years.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long between two looks at all carts for those to be emptied. 6 hours; from 10 milliseconds to 24 days.</summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromHours(6);
}
