using System.Collections.Immutable;

namespace Marketplace.ReadModels.Shipments;

/// <summary>One key space's board: sellers with more undelivered packages than were taken, those with the oldest first.</summary>
internal sealed class SpaceBoard(TimeProvider time)
{
    // A take that no delivery followed: the seller had nothing, or the process that took it died.
    private static readonly TimeSpan TakeLasts = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Seller> _sellers = new(StringComparer.Ordinal);
    private readonly SortedSet<Seller> _ready = [];
    private readonly Queue<(Seller Seller, long At)> _takes = new();

    public ImmutableArray<string> Take(int max)
    {
        lock (_lock)
        {
            ExpireTakes();
            var taken = ImmutableArray.CreateBuilder<string>(Math.Min(max, _ready.Count));
            var now = time.GetTimestamp();
            var since = time.GetUtcNow().UtcTicks;
            while (taken.Count < max && _ready.Min is { } seller && !taken.Contains(seller.Id))
            {
                taken.Add(seller.Id);
                _takes.Enqueue((seller, now));

                // How old its next one is nobody knows here: others have their turn first.
                Move(seller, 0, 1, Math.Max(seller.Since, since));
            }
            return taken.DrainToImmutable();
        }
    }

    public void Change(string id, int undelivered, int removed, long since)
    {
        lock (_lock)
        {
            if (!_sellers.TryGetValue(id, out var seller))
                _sellers.Add(id, seller = new(id, since));
            var older = removed == 0 && seller.Undelivered > 0;
            Move(seller, undelivered, -removed, older ? seller.Since : Math.Max(seller.Since, since));
        }
    }

    private void ExpireTakes()
    {
        while (_takes.TryPeek(out var take) && time.GetElapsedTime(take.At) >= TakeLasts)
        {
            _takes.Dequeue();
            Move(take.Seller, 0, -1, take.Seller.Since);
        }
    }

    // A set's member must not change while it is in the set.
    private void Move(Seller seller, int undelivered, int taken, long since)
    {
        _ready.Remove(seller);
        seller.Undelivered += undelivered;
        seller.Taken = Math.Max(0, seller.Taken + taken);
        seller.Since = since;
        if (seller.Undelivered > seller.Taken)
            _ready.Add(seller);
    }

    private sealed class Seller(string id, long since) : IComparable<Seller>
    {
        public string Id { get; } = id;

        public int Undelivered { get; set; }

        public int Taken { get; set; }

        public long Since { get; set; } = since;

        public int CompareTo(Seller? other)
        {
            var bySince = Since.CompareTo(other!.Since);
            return bySince != 0 ? bySince : string.CompareOrdinal(Id, other.Id);
        }
    }
}
