using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Marketplace.Grains.Catalog;

/// <summary>The copies that a silo holds, the least used dropped first: what was not asked for during one filling is dropped at the next.</summary>
/// <remarks>Safe for use by many threads; finding a copy that was used lately takes no lock.</remarks>
/// <param name="capacity">About how many products and sellers fill it; it holds up to two fillings.</param>
internal sealed class SellerCopies(int capacity)
{
    private readonly Lock _moving = new();
    private ConcurrentDictionary<string, SellerCopy> _recent = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, SellerCopy> _older = new(StringComparer.Ordinal);
    private int _filled;

    /// <summary>The copy of a seller, which from now on must be told of every change.</summary>
    public SellerCopy GetOrAdd(string seller)
    {
        if (Volatile.Read(ref _recent).TryGetValue(seller, out var copy))
            return copy;

        lock (_moving)
        {
            if (_recent.TryGetValue(seller, out copy))
                return copy;

            // A copy that is in neither misses changes: it must not come back.
            if (!_older.TryRemove(seller, out copy))
                copy = new();
            Fill(1);
            _recent[seller] = copy;
            return copy;
        }
    }

    /// <summary>The copy to tell of a change.</summary>
    public bool TryFind(string seller, [NotNullWhen(true)] out SellerCopy? copy)
    {
        if (Volatile.Read(ref _recent).TryGetValue(seller, out copy))
            return true;
        lock (_moving)
            return _recent.TryGetValue(seller, out copy) || _older.TryGetValue(seller, out copy);
    }

    /// <summary>Takes note of more products being held.</summary>
    public void Added(int products)
    {
        if (products == 0)
            return;
        lock (_moving)
            Fill(products);
    }

    /// <summary>Drops everything.</summary>
    public void Clear()
    {
        lock (_moving)
            (_older, _recent, _filled) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal), 0);
    }

    private void Fill(int count)
    {
        _filled += count;
        if (_filled >= capacity)
            (_older, _recent, _filled) = (_recent, new(StringComparer.Ordinal), 0);
    }
}
