namespace Marketplace.Silo.Operations;

/// <summary>A row of an entity.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">What it holds.</param>
public sealed record StoredRowView(string Key, object Value);
