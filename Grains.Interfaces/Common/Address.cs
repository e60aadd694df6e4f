namespace Marketplace.Grains.Interfaces.Common;

/// <summary>Where goods go. Text is kept as given; names of any script.</summary>
[GenerateSerializer, Immutable, Alias("address")]
public sealed record Address
{
    /// <summary>The recipient's name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Street and number.</summary>
    [Id(1)] public required string Street { get; init; }

    /// <summary>What helps to find it.</summary>
    [Id(2)] public string? Complement { get; init; }

    /// <summary>The city.</summary>
    [Id(3)] public required string City { get; init; }

    /// <summary>The state or province.</summary>
    [Id(4)] public string? State { get; init; }

    /// <summary>The postal code.</summary>
    [Id(5)] public string? PostalCode { get; init; }

    /// <summary>The country, an ISO 3166-1 alpha-2 code.</summary>
    [Id(6)] public string? Country { get; init; }
}
