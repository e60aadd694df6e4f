namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>POST /customer. Its card is not read: cards come with a checkout and become tokens there.</summary>
internal sealed record CustomerDocument
{
    public int? Id { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Address { get; init; }

    public string? Complement { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? ZipCode { get; init; }
}
