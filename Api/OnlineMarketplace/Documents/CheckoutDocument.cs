using System.Text.Json.Serialization;

namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>POST /cart/{customerId}/checkout.</summary>
internal sealed record CheckoutDocument
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Street { get; init; }

    public string? Complement { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? ZipCode { get; init; }

    public string? PaymentType { get; init; }

    public string? CardNumber { get; init; }

    public string? CardHolderName { get; init; }

    public string? CardExpiration { get; init; }

    public string? CardSecurityNumber { get; init; }

    public string? CardBrand { get; init; }

    public int Installments { get; init; }

    [JsonPropertyName("instanceId")]
    public string? InstanceId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(CheckoutDocument);
}
