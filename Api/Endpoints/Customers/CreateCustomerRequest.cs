namespace Marketplace.Api.Endpoints.Customers;

/// <summary>A new buyer.</summary>
internal sealed record CreateCustomerRequest
{
    /// <summary>The id to have; one is made from the idempotency key when it is left out.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The name, as given, up to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The mail address, as given, up to 320 characters.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number, as given, up to 40 characters.</summary>
    public string? Phone { get; init; }

    /// <summary>Where goods usually go.</summary>
    public AddressInput? Address { get; init; }
}
