namespace Marketplace.Api.Endpoints.Catalog;

/// <summary>A product as its seller states it.</summary>
internal sealed record PutProductRequest
{
    /// <summary>Its name, up to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Its category, up to 100 characters.</summary>
    public string? Category { get; init; }

    /// <summary>The seller's own number for it, up to 100 characters.</summary>
    public string? Sku { get; init; }

    /// <summary>What it is, up to 4,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The price of one.</summary>
    public MoneyInput? Price { get; init; }

    /// <summary>The freight of one, in the price's currency; nothing when left out.</summary>
    public MoneyInput? Freight { get; init; }

    /// <summary>active or paused; active when left out.</summary>
    public string? Status { get; init; }
}
