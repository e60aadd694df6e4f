namespace Marketplace.Api.Endpoints.Vouchers;

/// <summary>A voucher. It takes off an amount or a percentage.</summary>
internal sealed record PutVoucherRequest
{
    /// <summary>The amount it takes off an order's goods, more than zero.</summary>
    public MoneyInput? Discount { get; init; }

    /// <summary>The percentage it takes off, a decimal number in a string: more than 0, at most 100, up to 4 decimals.</summary>
    public string? Percent { get; init; }

    /// <summary>What an order's goods must cost at least, in the discount's currency; anything when left out.</summary>
    public MoneyInput? Minimum { get; init; }

    /// <summary>The time of RFC 3339 from which on it may be used; at once when left out.</summary>
    public string? ValidFrom { get; init; }

    /// <summary>The time of RFC 3339 at which it ends; never when left out.</summary>
    public string? ValidUntil { get; init; }

    /// <summary>How many orders may use it at most, from 1; any number when left out. Not fewer than do.</summary>
    public long? Limit { get; init; }

    /// <summary>active or disabled; active when left out.</summary>
    public string? Status { get; init; }
}
