using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Customers;

/// <summary>Makes a buyer, or replaces what is known.</summary>
[GenerateSerializer, Immutable, Alias("put-customer")]
public sealed record PutCustomer
{
    /// <summary>The name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The mail address, or null.</summary>
    [Id(1)] public string? Email { get; init; }

    /// <summary>The telephone number, or null.</summary>
    [Id(2)] public string? Phone { get; init; }

    /// <summary>Where goods usually go, or null.</summary>
    [Id(3)] public Address? Address { get; init; }

    /// <summary>What must hold of the buyer there is.</summary>
    [Id(4)] public Precondition Precondition { get; init; }

    /// <summary>The client's key, where the command makes a new one; or null.</summary>
    [Id(5)] public IdempotencyKey? Key { get; init; }
}
