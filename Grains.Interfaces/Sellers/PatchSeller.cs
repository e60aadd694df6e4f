using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Sellers;

/// <summary>Changes what is given of a seller; null leaves a member as it is.</summary>
[GenerateSerializer, Immutable, Alias("patch-seller")]
public sealed record PatchSeller
{
    /// <summary>The name.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>The company's name.</summary>
    [Id(1)] public string? CompanyName { get; init; }

    /// <summary>The mail address.</summary>
    [Id(2)] public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    [Id(3)] public string? Phone { get; init; }

    /// <summary>Where it is.</summary>
    [Id(4)] public Address? Address { get; init; }

    /// <summary>What must hold of the seller there is.</summary>
    [Id(5)] public Precondition Precondition { get; init; }
}
