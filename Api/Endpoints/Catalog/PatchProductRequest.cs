namespace Marketplace.Api.Endpoints.Catalog;

/// <summary>What to change of a product; what is left out stays.</summary>
internal sealed record PatchProductRequest
{
    /// <summary>Its name, up to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Its category, up to 100 characters; empty for none.</summary>
    public string? Category { get; init; }

    /// <summary>The seller's own number for it, up to 100 characters; empty for none.</summary>
    public string? Sku { get; init; }

    /// <summary>What it is, up to 4,000 characters; empty for none.</summary>
    public string? Description { get; init; }

    /// <summary>The price of one.</summary>
    public MoneyInput? Price { get; init; }

    /// <summary>The freight of one, in the price's currency.</summary>
    public MoneyInput? Freight { get; init; }

    /// <summary>active or paused.</summary>
    public string? Status { get; init; }
}
