namespace Marketplace.Api.Endpoints.Sellers;

/// <summary>A seller.</summary>
internal sealed record PutSellerRequest
{
    /// <summary>The name, up to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The company's name, up to 200 characters.</summary>
    public string? CompanyName { get; init; }

    /// <summary>The mail address, as given, up to 320 characters.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number, as given, up to 40 characters.</summary>
    public string? Phone { get; init; }

    /// <summary>Where it is.</summary>
    public AddressInput? Address { get; init; }
}
