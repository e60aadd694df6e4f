using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Sellers;

/// <summary>A seller.</summary>
[GenerateSerializer, Immutable, Alias("seller")]
public sealed record Seller
{
    /// <summary>The id.</summary>
    [Id(0)] public required string SellerId { get; init; }

    /// <summary>The name, as given.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The company's name, or null.</summary>
    [Id(2)] public string? CompanyName { get; init; }

    /// <summary>The mail address, or null.</summary>
    [Id(3)] public string? Email { get; init; }

    /// <summary>The telephone number, or null.</summary>
    [Id(4)] public string? Phone { get; init; }

    /// <summary>Where it is, or null.</summary>
    [Id(5)] public Address? Address { get; init; }

    /// <summary>Counts the changes: its ETag.</summary>
    [Id(6)] public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    [Id(7)] public required DateTimeOffset CreatedAt { get; init; }
}
