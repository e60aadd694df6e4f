using System.Collections.Immutable;

namespace Marketplace.Grains.Interfaces.Customers.Queries;

/// <summary>What a buyer's orders come to.</summary>
[GenerateSerializer, Immutable, Alias("customer-standing")]
public sealed record CustomerStanding
{
    /// <summary>The buyer.</summary>
    [Id(0)] public required string CustomerId { get; init; }

    /// <summary>How many orders were paid.</summary>
    [Id(1)] public required long SuccessfulPayments { get; init; }

    /// <summary>How many orders ended since the payment was declined.</summary>
    [Id(2)] public required long FailedPayments { get; init; }

    /// <summary>How many packages were delivered.</summary>
    [Id(3)] public required long Deliveries { get; init; }

    /// <summary>What was paid and repaid, one for each currency, in the order of their codes.</summary>
    [Id(4)] public required ImmutableArray<CustomerSpend> Spend { get; init; }

    /// <summary>When the newest event happened that this has seen; null when it has seen none.</summary>
    [Id(5)] public DateTimeOffset? AsOf { get; init; }
}
