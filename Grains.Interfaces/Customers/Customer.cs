using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Customers;

/// <summary>A buyer.</summary>
[GenerateSerializer, Immutable, Alias("customer")]
public sealed record Customer
{
    /// <summary>The id.</summary>
    [Id(0)] public required string CustomerId { get; init; }

    /// <summary>The name, as given.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The mail address, as given; or null.</summary>
    [Id(2)] public string? Email { get; init; }

    /// <summary>The telephone number, as given; or null.</summary>
    [Id(3)] public string? Phone { get; init; }

    /// <summary>Where goods usually go, or null.</summary>
    [Id(4)] public Address? Address { get; init; }

    /// <summary>Counts the changes: its ETag.</summary>
    [Id(5)] public required long Version { get; init; }

    /// <summary>Whether the person was erased: the id and what was ordered remain.</summary>
    [Id(6)] public bool Erased { get; init; }

    /// <summary>When it was made.</summary>
    [Id(7)] public required DateTimeOffset CreatedAt { get; init; }
}
