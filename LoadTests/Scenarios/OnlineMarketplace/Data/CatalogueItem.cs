namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

/// <summary>What the clients know of one product: its last acknowledged price and version.</summary>
/// <remarks>Thread-safe. One user at a time changes an item; others go on to read what was there before.</remarks>
internal sealed class CatalogueItem(Product loaded)
{
    private volatile Product _current = loaded;
    private int _held;

    /// <summary>As loaded, at version "0".</summary>
    public Product Loaded { get; } = loaded;

    public Product Current => _current;

    /// <summary>Tries to become the one who changes this item.</summary>
    public bool TryHold() => Interlocked.CompareExchange(ref _held, 1, 0) == 0;

    /// <summary>Replaces what is known. Only for who holds the item.</summary>
    public void Replace(Product product) => _current = product;

    public void Release() => Volatile.Write(ref _held, 0);
}
