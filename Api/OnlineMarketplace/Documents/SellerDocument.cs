namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>POST /seller. What is not kept is not read.</summary>
internal sealed record SellerDocument
{
    public int? Id { get; init; }

    public string? Name { get; init; }

    public string? CompanyName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    public string? Complement { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? ZipCode { get; init; }
}
