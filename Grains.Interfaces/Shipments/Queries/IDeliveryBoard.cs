using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Shipments.Queries;

/// <summary>
/// Which sellers have something to deliver: a hint in memory, so that nobody has to ask them all. It follows the shipments by some
/// milliseconds, and a seller it names may have nothing left.
/// </summary>
/// <remarks>Found by dependency injection where a silo is, and as <see cref="IDeliveryBoardGrain"/> anywhere. Safe for use by many threads.</remarks>
public interface IDeliveryBoard
{
    /// <summary>The most sellers of one answer.</summary>
    const int MaxSellers = 10;

    /// <summary>
    /// Takes sellers that have something to deliver, those with the oldest first, one package each: it names nobody again for a
    /// package that was taken, until it hears of the delivery or a moment has passed.
    /// </summary>
    /// <param name="space">Whose data.</param>
    /// <param name="max">How many, 1 to <see cref="MaxSellers"/>.</param>
    [Alias("TakeOldest")]
    ValueTask<ImmutableArray<string>> TakeOldestAsync(KeySpace space, int max);
}
