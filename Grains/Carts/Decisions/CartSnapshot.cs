namespace Marketplace.Grains.Carts.Decisions;

/// <summary>A cart at one moment, in the order of all its changes.</summary>
internal sealed record CartSnapshot
{
    /// <summary>What the checkout's key became before; else null.</summary>
    public CartKeyRow? Known { get; init; }

    /// <summary>The head; null when there is nothing to be ordered.</summary>
    public CartState? State { get; init; }

    public CartRow[] Lines { get; init; } = [];

    public CartRow[] Added { get; init; } = [];

    public bool IsFrozen { get; init; }
}
