using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Sellers;

namespace Marketplace.Api.Endpoints.Sellers;

/// <summary>A seller.</summary>
internal sealed record SellerReply
{
    /// <summary>The id.</summary>
    public required string SellerId { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The company's name.</summary>
    public string? CompanyName { get; init; }

    /// <summary>The mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Where it is.</summary>
    public Address? Address { get; init; }

    /// <summary>The version, and the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public static SellerReply Of(Seller seller) => new()
    {
        SellerId = seller.SellerId,
        Name = seller.Name,
        CompanyName = seller.CompanyName,
        Email = seller.Email,
        Phone = seller.Phone,
        Address = seller.Address,
        Version = seller.Version,
        CreatedAt = seller.CreatedAt,
    };
}
