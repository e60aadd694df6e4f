namespace Marketplace.Grains.Orders.Decisions;

/// <summary>When to ask again what was not answered: after as long as it has been open, from a second to five minutes.</summary>
/// <remarks>It needs only since when, so a crash does not start it anew.</remarks>
internal static class PaymentBackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static TimeSpan After(DateTimeOffset since, DateTimeOffset now)
    {
        var open = now - since;
        return open < First ? First : open > Longest ? Longest : open;
    }
}
