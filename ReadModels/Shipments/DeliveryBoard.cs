using System.Collections.Concurrent;
using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments.Queries;

namespace Marketplace.ReadModels.Shipments;

/// <summary>How much sellers have to deliver, in memory, by key space.</summary>
internal sealed class DeliveryBoard(TimeProvider time) : IDeliveryBoard
{
    private readonly ConcurrentDictionary<KeySpace, SpaceBoard> _spaces = new();

    public ValueTask<ImmutableArray<string>> TakeOldestAsync(KeySpace space, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, IDeliveryBoard.MaxSellers);
        return new(_spaces.TryGetValue(space, out var board) ? board.Take(max) : []);
    }

    /// <summary>Starts anew from what is stored.</summary>
    public void Load(IEnumerable<(KeySpace Space, string Seller, int Undelivered, long Since)> stored)
    {
        _spaces.Clear();
        foreach (var (space, seller, undelivered, since) in stored)
            Change(space, seller, undelivered, removed: 0, since);
    }

    /// <summary>Takes in what a batch of events changed.</summary>
    /// <param name="space">Whose data.</param>
    /// <param name="seller">The seller.</param>
    /// <param name="undelivered">By how much the undelivered packages grew, or shrank.</param>
    /// <param name="removed">How many were delivered or withdrawn.</param>
    /// <param name="since">When the seller's oldest package was paid, about; in ticks.</param>
    public void Change(KeySpace space, string seller, int undelivered, int removed, long since)
    {
        if (!_spaces.TryGetValue(space, out var board))
        {
            // A new generation ends those before it.
            foreach (var other in _spaces.Keys.Where(other => other.Name == space.Name && other.Generation < space.Generation))
                _spaces.TryRemove(other, out _);
            board = _spaces.GetOrAdd(space, _ => new(time));
        }
        board.Change(seller, undelivered, removed, since);
    }
}
