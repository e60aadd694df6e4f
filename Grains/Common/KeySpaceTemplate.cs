namespace Marketplace.Grains.Common;

/// <summary>How a later generation of a key space starts: products as they were loaded, and full shelves.</summary>
internal static class KeySpaceTemplate
{
    /// <summary>Units on hand of each item.</summary>
    public const long UnitsOnHand = 10_000;

    /// <summary>The opaque mark of each product.</summary>
    public const string Label = "0";
}
