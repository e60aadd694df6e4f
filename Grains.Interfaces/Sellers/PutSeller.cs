using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Sellers;

/// <summary>Makes a seller, or replaces what is known.</summary>
[GenerateSerializer, Immutable, Alias("put-seller")]
public sealed record PutSeller
{
    /// <summary>The name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The company's name, or null.</summary>
    [Id(1)] public string? CompanyName { get; init; }

    /// <summary>The mail address, or null.</summary>
    [Id(2)] public string? Email { get; init; }

    /// <summary>The telephone number, or null.</summary>
    [Id(3)] public string? Phone { get; init; }

    /// <summary>Where it is, or null.</summary>
    [Id(4)] public Address? Address { get; init; }

    /// <summary>What must hold of the seller there is.</summary>
    [Id(5)] public Precondition Precondition { get; init; }
}
