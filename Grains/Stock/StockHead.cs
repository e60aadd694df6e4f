namespace Marketplace.Grains.Stock;

/// <summary>An item's counters. <c>0 ≤ Reserved ≤ OnHand</c> always.</summary>
[GenerateSerializer, Immutable, Alias("stock-head")]
internal sealed record StockHead : IHasOpenWork
{
    /// <summary>What an item is that nobody has counted.</summary>
    public static StockHead Absent { get; } = new() { IsListed = true };

    /// <summary>Whether it was ever counted. One that was not can be told of its product, and hold tombstones.</summary>
    [Id(0)] public bool Exists { get; init; }

    /// <summary>Units in the warehouse, reserved ones included.</summary>
    [Id(1)] public long OnHand { get; init; }

    /// <summary>Units of the living reservations.</summary>
    [Id(2)] public long Reserved { get; init; }

    /// <summary>Units that left for good.</summary>
    [Id(3)] public long Sold { get; init; }

    /// <summary>The newest revision of its product's offer that it was told of.</summary>
    [Id(4)] public long ProductRevision { get; init; }

    /// <summary>The product's opaque mark.</summary>
    [Id(5)] public string? Label { get; init; }

    /// <summary>The last number that the source of truth gave a count.</summary>
    [Id(6)] public long? SourceSequence { get; init; }

    /// <summary>Counts every change, also those that share a commit.</summary>
    [Id(7)] public long Revision { get; init; }

    /// <summary>
    /// Whether something was reserved since the sweep last found nothing reserved. It is the entity's open work: a confirmation
    /// can be lost with the process, and only asking the order ends its reservation then, also on an item that nobody calls again.
    /// It falls with the sweep rather than with the last reservation, so that a busy item does not enter and leave the index of
    /// open work with each order.
    /// </summary>
    [Id(8)] public bool Watched { get; init; }

    /// <summary>Whether all living reservations are in the list by number; false in what a build left that had none.</summary>
    [Id(9)] public bool IsListed { get; init; }

    /// <summary>No reservation of a number up to this one is living any more: where looking for them begins.</summary>
    [Id(10)] public long EndedTo { get; init; }

    /// <summary>The last mark of an ended line that was dropped: where looking for old ones begins.</summary>
    [Id(11)] public string? ForgottenTo { get; init; }

    /// <summary>The same of adjustments' keys.</summary>
    [Id(12)] public string? AdjustmentsForgottenTo { get; init; }

    /// <summary>Units that a new order can have.</summary>
    public long Available => OnHand - Reserved;

    /// <inheritdoc/>
    bool IHasOpenWork.HasOpenWork => Watched;
}
