using Marketplace.Grains.Interfaces.Customers.Queries;

namespace Marketplace.Api.Endpoints.Customers;

/// <summary>What a buyer's orders come to.</summary>
internal sealed record StandingReply
{
    /// <summary>The buyer.</summary>
    public required string CustomerId { get; init; }

    /// <summary>How many orders were paid, those that were cancelled later among them.</summary>
    public required long PaidOrders { get; init; }

    /// <summary>How many orders ended since their payment was declined.</summary>
    public required long FailedPayments { get; init; }

    /// <summary>How many packages were delivered.</summary>
    public required long DeliveredPackages { get; init; }

    /// <summary>What was paid and repaid, one for each currency, in the order of their codes.</summary>
    public required IReadOnlyList<StandingSpend> Spend { get; init; }

    /// <summary>When the newest change happened that this has seen.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public static StandingReply Of(CustomerStanding standing) => new()
    {
        CustomerId = standing.CustomerId,
        PaidOrders = standing.SuccessfulPayments,
        FailedPayments = standing.FailedPayments,
        DeliveredPackages = standing.Deliveries,
        Spend = [.. standing.Spend.Select(StandingSpend.Of)],
        AsOf = standing.AsOf,
    };
}
