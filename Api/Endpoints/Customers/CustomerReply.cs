using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;

namespace Marketplace.Api.Endpoints.Customers;

/// <summary>A buyer.</summary>
internal sealed record CustomerReply
{
    /// <summary>The id.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Where goods usually go.</summary>
    public Address? Address { get; init; }

    /// <summary>The version, and the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>Whether the person was erased: the id and the orders remain.</summary>
    public required bool Erased { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public static CustomerReply Of(Customer customer) => new()
    {
        CustomerId = customer.CustomerId,
        Name = customer.Name,
        Email = customer.Email,
        Phone = customer.Phone,
        Address = customer.Address,
        Version = customer.Version,
        Erased = customer.Erased,
        CreatedAt = customer.CreatedAt,
    };
}
