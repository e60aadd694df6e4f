namespace Marketplace.Api.Endpoints.Customers;

/// <summary>What to change of a buyer; what is left out stays.</summary>
internal sealed record PatchCustomerRequest
{
    /// <summary>The name, as given, up to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The mail address, as given, up to 320 characters.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number, as given, up to 40 characters.</summary>
    public string? Phone { get; init; }

    /// <summary>Where goods usually go.</summary>
    public AddressInput? Address { get; init; }
}
