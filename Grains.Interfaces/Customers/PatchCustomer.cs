using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Customers;

/// <summary>Changes what is given of a buyer; null leaves a member as it is.</summary>
[GenerateSerializer, Immutable, Alias("patch-customer")]
public sealed record PatchCustomer
{
    /// <summary>The name.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>The mail address.</summary>
    [Id(1)] public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    [Id(2)] public string? Phone { get; init; }

    /// <summary>Where goods usually go.</summary>
    [Id(3)] public Address? Address { get; init; }

    /// <summary>What must hold of the buyer there is.</summary>
    [Id(4)] public Precondition Precondition { get; init; }
}
