namespace Marketplace.Grains.Carts;

/// <summary>How long carts are kept. Section <c>Marketplace:Carts</c>.</summary>
public sealed class CartOptions
{
    /// <summary>How long a cart that nobody touches is kept. 30 days; more than zero.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long between two looks at all carts for those to be emptied. 6 hours; more than zero.</summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromHours(6);
}
